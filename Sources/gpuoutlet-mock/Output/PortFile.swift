#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file in which a script finds the port: there once the server listens, gone when it ends.
struct PortFile {
    let path: String
    let content: String
    /// Tells the file from one that another server has put in its place, even with the same port.
    let identity: FileIdentity

    /// Writes beside the path and moves it there, so that nobody ever reads half a number.
    init(path: String, port: Int) throws(SystemError) {
        self.path = path
        content = "\(port)\n"
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError.last }
        identity = FileIdentity(of: descriptor)
        // A disk may say that it is full only at the close. An empty file would be read by whoever waits for it.
        var failure = FileDescriptor.write(content, to: descriptor) ? nil : SystemError.last
        if close(descriptor) != 0, failure == nil { failure = SystemError.last }
        if failure == nil, rename(draft, path) != 0 { failure = SystemError.last }
        guard let failure else { return }
        unlink(draft)
        throw failure
    }

    /// Takes the file away, unless another server has written its own there since.
    func remove() {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard FileIdentity(of: descriptor) == identity else { return }
        if FileDescriptor.readAll(descriptor, atMost: content.utf8.count) == Array(content.utf8) { unlink(path) }
    }
}
