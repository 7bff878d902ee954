#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file in which a script finds the port: there once the server listens, gone when it ends.
struct PortFile {
    private let path: String

    /// Writes beside the path and moves it there, so that nobody ever reads half a number.
    init(path: String, port: Int) throws(SystemError) {
        self.path = path
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError.last }
        FileDescriptor.write("\(port)\n", to: descriptor)
        close(descriptor)
        guard rename(draft, path) == 0 else {
            let failure = SystemError.last
            unlink(draft)
            throw failure
        }
    }

    func remove() { unlink(path) }
}
