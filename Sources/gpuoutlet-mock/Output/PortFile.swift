#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file that tells a script the port. It exists while the server listens.
struct PortFile {
    let path: String
    let content: String
    /// Distinguishes the file from one that another server has put in its place, even with the same port.
    let identity: FileIdentity

    /// Writes a temporary file and renames it, so that nobody reads half a number.
    init(path: String, port: Int) throws(SystemError) {
        self.path = path
        content = "\(port)\n"
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError.last }
        identity = FileIdentity(of: descriptor)
        // A full disk may show only at the close, and whoever waits for the file would read an empty one.
        var failure = FileDescriptor.write(content, to: descriptor) ? nil : SystemError.last
        if close(descriptor) != 0, failure == nil { failure = SystemError.last }
        if failure == nil, rename(draft, path) != 0 { failure = SystemError.last }
        guard let failure else { return }
        unlink(draft)
        throw failure
    }

    /// Removes the file, unless another server has replaced it since.
    func remove() {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard FileIdentity(of: descriptor) == identity else { return }
        if FileDescriptor.readAll(descriptor, atMost: content.utf8.count) == Array(content.utf8) { unlink(path) }
    }
}
