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

/// Handles a trap in a server process: writes what the log still holds and a line that names the current request,
/// removes the port file, and exits with 70.
///
/// The handler runs on the thread that trapped, in any state, and on a stack of its own, since the thread's stack may
/// be full. So it makes only system calls that POSIX lists as safe in a signal handler, on memory prepared in advance.
/// It finds that memory through atomic addresses, because it reads them in the handler.
enum CrashHandler {
    private static let signals = [
        (SIGILL, "SIGILL"), (SIGTRAP, "SIGTRAP"), (SIGABRT, "SIGABRT"), (SIGFPE, "SIGFPE"), (SIGBUS, "SIGBUS"),
        (SIGSEGV, "SIGSEGV"),
    ]

    // MARK: Prepared memory

    /// The address of `CrashNotes`.
    private static let notes = Atomic<Int>(0)
    /// The subject of the current request: its index in the table plus one, or 0 between requests.
    private static let subject = Atomic<Int>(0)

    /// Observes the engine's requests.
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

    // MARK: Preparation

    /// Installs the handler. Call it once, before any other thread exists.
    static func install(_ log: LogMemory) {
        let notes = UnsafeMutablePointer<CrashNotes>.allocate(capacity: 1)
        notes.initialize(to: CrashNotes(log, signals: signals))
        // Use it once now, so that Swift's lazy initialisation does not happen in the handler.
        _ = notes.pointee.line(for: SIGILL, subject: 1)
        self.notes.store(Int(bitPattern: notes), ordering: .sequentiallyConsistent)
        setSignalStack(.allocate(byteCount: stackBytes, alignment: 16), flags: 0)
        for (number, _) in signals { handle(number, by: { CrashHandler.end($0) }) }
    }

    /// Makes the handler remove the file when the process traps.
    static func willRemove(_ file: PortFile) {
        notes(notes)?.pointee.lay(file)
    }

    private static let stackBytes = 65_536

    /// Runs a thread's body with a separate stack for the handler, since the thread's own may be full when it traps.
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

    /// Exits after a timeout, because a write to standard error may never return if nobody reads it.
    private static func giveUpAfterSeconds(_ seconds: UInt32) {
        handle(SIGALRM, by: { _ in _exit(ExitCode.ourFault.rawValue) })
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGALRM)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        alarm(seconds)
    }
}
