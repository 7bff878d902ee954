import GPUOutletMock
import OutletContract
import OutletEngine
import OutletWire
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a server's process does if it traps all the same: it writes what the log still holds, and a line that says at
/// which request it was, leaves no port file behind, and exits with 70.
///
/// The handler runs on the thread that trapped, in whatever state that was, and on a stack of its own, since the other
/// may be full. So it only makes system calls that POSIX calls safe in a signal handler, on memory that was laid out
/// before; it finds that by its addresses, which are atomic because they are read there.
enum CrashHandler {
    private static let signals = [
        (SIGILL, "SIGILL"), (SIGTRAP, "SIGTRAP"), (SIGABRT, "SIGABRT"), (SIGFPE, "SIGFPE"), (SIGBUS, "SIGBUS"),
        (SIGSEGV, "SIGSEGV"),
    ]

    // MARK: What is laid out

    /// The address of `CrashNotes`.
    private static let notes = Atomic<Int>(0)
    /// The request that is being answered: the place of its subject in the table, and one; 0 between requests.
    private static let subject = Atomic<Int>(0)

    /// What the engine tells of its work.
    static let observer = RequestObserver(
        begins: { world, subject, number in
            guard let notes = notes(notes) else { return }
            notes.pointee.setRequest(world, number)
            CrashHandler.subject.store(CrashNotes.index(of: subject) + 1, ordering: .releasing)
            #if DEBUG
                notes.pointee.trapIfAsked(at: CrashNotes.index(of: subject))
            #endif
        }, ends: { CrashHandler.subject.store(0, ordering: .releasing) })

    private static func notes(_ address: borrowing Atomic<Int>) -> UnsafeMutablePointer<CrashNotes>? {
        UnsafeMutablePointer(bitPattern: address.load(ordering: .relaxed))
    }

    // MARK: Beforehand

    /// From now on the process ends so. To be called once, before any other thread exists.
    static func install(_ log: LogMemory) {
        let notes = UnsafeMutablePointer<CrashNotes>.allocate(capacity: 1)
        notes.initialize(to: CrashNotes(log, signals: signals))
        // What Swift prepares when it is first used is used here first.
        _ = notes.pointee.line(for: SIGILL, subject: 1)
        self.notes.store(Int(bitPattern: notes), ordering: .sequentiallyConsistent)
        setSignalStack(.allocate(byteCount: stackBytes, alignment: 16), flags: 0)
        for (number, _) in signals { handle(number, by: { CrashHandler.end($0) }) }
    }

    /// The file goes when the process traps.
    static func willRemove(_ file: PortFile) {
        notes(notes)?.pointee.lay(file)
    }

    private static let stackBytes = 65_536

    /// Runs what a thread does, with a stack for the handler beside the thread's own, which may be full when it traps.
    @Sendable static func withSignalStack(_ body: () -> Void) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: stackBytes, alignment: 16)
        setSignalStack(memory, flags: 0)
        body()
        setSignalStack(memory, flags: Int32(SS_DISABLE))
        memory.deallocate()
    }

    private static func setSignalStack(_ memory: UnsafeMutableRawPointer, flags: Int32) {
        var stack = stack_t()
        stack.ss_sp = memory
        stack.ss_size = stackBytes
        stack.ss_flags = flags
        sigaltstack(&stack, nil)
    }

    private static func handle(_ number: Int32, by handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        action.sa_flags = Int32(SA_ONSTACK)
        sigaction(number, &action, nil)
    }

    // MARK: In the handler

    private static func end(_ signal: Int32) {
        giveUpAfterSeconds(3)
        if let notes = notes(notes) {
            notes.pointee.writeLog()
            let line = notes.pointee.line(for: signal, subject: subject.load(ordering: .relaxed))
            _ = write(STDERR_FILENO, line.baseAddress, line.count)
            notes.pointee.removePortFile()
        }
        _exit(ExitCode.ourFault.rawValue)
    }

    /// Where nobody reads standard error, a write to it might never return.
    private static func giveUpAfterSeconds(_ seconds: UInt32) {
        handle(SIGALRM, by: { _ in _exit(ExitCode.ourFault.rawValue) })
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGALRM)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        alarm(seconds)
    }
}
