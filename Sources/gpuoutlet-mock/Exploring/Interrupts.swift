#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Signals that ask the program to stop. They stay pending until the program polls for them; no handler ever runs.
struct Interrupts {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    private let before: sigset_t
    private let awaited: sigset_t

    /// Blocks the signals in this thread and in those that it starts.
    init() {
        var awaited = sigset_t()
        sigemptyset(&awaited)
        for number in Interrupts.numbers { sigaddset(&awaited, number) }
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &awaited, &before)
        self.awaited = awaited
        self.before = before
    }

    /// Takes one pending signal. Returns whether there was one.
    func take() -> Bool {
        var pending = sigset_t()
        sigpending(&pending)
        guard Interrupts.numbers.contains(where: { sigismember(&pending, $0) == 1 }) else { return false }
        var awaited = awaited
        var number: Int32 = 0
        return sigwait(&awaited, &number) == 0
    }

    /// Restores the previous signal mask.
    func end() {
        var before = before
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
