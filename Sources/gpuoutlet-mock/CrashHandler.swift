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
    private static let signals = [
        (SIGILL, "SIGILL"), (SIGTRAP, "SIGTRAP"), (SIGABRT, "SIGABRT"), (SIGFPE, "SIGFPE"), (SIGBUS, "SIGBUS"),
        (SIGSEGV, "SIGSEGV"),
    ]

    /// A table of the lines, by the number of the signal.
    private static let lines = Atomic<Int>(0)
    private static let lineCount = 32
    private static let device = Atomic<UInt64>(0)
    private static let number = Atomic<UInt64>(0)
    private static let portPath = Atomic<Int>(0)
    private static let portText = Atomic<Int>(0)
    private static let found = Atomic<Int>(0)
    private static let foundBytes = 16

    /// From now on the process ends so. To be called once.
    static func install(portFile: PortFile?) {
        let table = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: lineCount)
        table.initialize(repeating: nil, count: lineCount)
        for (number, name) in signals where Int(number) < lineCount {
            table[Int(number)] = strdup(
                "\(Product.name) \(Product.version): ended by \(name), a fault of its own; please report it\n")
        }
        lines.store(Int(bitPattern: table), ordering: .sequentiallyConsistent)
        if let portFile {
            lay(portFile.path, in: portPath)
            lay(portFile.content, in: portText)
            device.store(portFile.identity.device, ordering: .sequentiallyConsistent)
            number.store(portFile.identity.number, ordering: .sequentiallyConsistent)
            lay(String(repeating: " ", count: foundBytes), in: found)
        }
        for (number, _) in signals { signal(number) { CrashHandler.end($0) } }
    }

    /// The text stays until the process ends.
    private static func lay(_ text: String, in place: borrowing Atomic<Int>) {
        place.store(Int(bitPattern: strdup(text)), ordering: .sequentiallyConsistent)
    }

    private static func text(_ place: borrowing Atomic<Int>) -> UnsafeMutablePointer<CChar>? {
        UnsafeMutablePointer(bitPattern: place.load(ordering: .sequentiallyConsistent))
    }

    private static func end(_ signal: Int32) {
        let table = UnsafePointer<UnsafeMutablePointer<CChar>?>(
            bitPattern: lines.load(ordering: .sequentiallyConsistent))
        if let table, let line = table[Int(signal)] { _ = write(STDERR_FILENO, line, strlen(line)) }
        if let path = text(portPath), let own = text(portText), let found = text(found) {
            let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            let count = strlen(own)
            let identity = FileIdentity(
                device: device.load(ordering: .sequentiallyConsistent),
                number: number.load(ordering: .sequentiallyConsistent))
            if file >= 0, FileIdentity(of: file) == identity, read(file, found, foundBytes) == count,
                memcmp(found, own, count) == 0
            {
                unlink(path)
            }
        }
        _exit(ExitCode.ourFault.rawValue)
    }
}
