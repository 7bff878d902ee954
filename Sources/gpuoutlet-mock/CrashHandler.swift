import OutletContract
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a server does if it traps all the same: one line on standard error, no port file left behind, exit 70.
///
/// The handler runs on the thread that trapped, in whatever state that was. So it only makes system calls that POSIX
/// calls safe in a signal handler, on texts that were laid out before; it finds them by their addresses, which are
/// atomic because they are read there.
enum CrashHandler {
    private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV]

    private static let line = Atomic<Int>(0)
    private static let portPath = Atomic<Int>(0)
    private static let portText = Atomic<Int>(0)
    private static let found = Atomic<Int>(0)
    private static let foundBytes = 16

    /// From now on the process ends so. To be called once.
    static func install(portFile: PortFile?) {
        lay("\(Product.name) \(Product.version): ended by a fault of its own; please report it\n", in: line)
        if let portFile {
            lay(portFile.path, in: portPath)
            lay(portFile.content, in: portText)
            lay(String(repeating: " ", count: foundBytes), in: found)
        }
        for number in signals { signal(number) { _ in CrashHandler.end() } }
    }

    /// The text stays until the process ends.
    private static func lay(_ text: String, in place: borrowing Atomic<Int>) {
        place.store(Int(bitPattern: strdup(text)), ordering: .sequentiallyConsistent)
    }

    private static func text(_ place: borrowing Atomic<Int>) -> UnsafeMutablePointer<CChar>? {
        UnsafeMutablePointer(bitPattern: place.load(ordering: .sequentiallyConsistent))
    }

    private static func end() {
        if let line = text(line) { _ = write(STDERR_FILENO, line, strlen(line)) }
        if let path = text(portPath), let own = text(portText), let found = text(found) {
            let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            let count = strlen(own)
            if file >= 0, read(file, found, foundBytes) == count, memcmp(found, own, count) == 0 { unlink(path) }
        }
        _exit(ExitCode.ourFault.rawValue)
    }
}
