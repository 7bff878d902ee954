import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What reaches a running server from outside, one thing after the other, on the main thread.
struct ServerEvents {
    enum Event: Hashable {
        case stop
        case reload
        /// A second has passed; comes only after `startTicking`.
        case tick
    }

    /// Waits for the next event.
    var next: () -> Event
    var startTicking: () -> Void
    /// From here on the end of standard input is a stop.
    var stopAtEndOfInput: () -> Void = {}
    /// From here on a further stop ends the process at once.
    var endAtNextStop: () -> Void

    /// The process's signals. They are blocked here, before any thread exists, so that every thread inherits it and
    /// only `sigwait` takes them: no handler ever interrupts anything, until the last one that may.
    static func signals() -> ServerEvents {
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGALRM] { setDefaultAction(for: signal) }
        signal(SIGPIPE, SIG_IGN)
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGALRM] { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        return ServerEvents(
            next: { wait(for: set) }, startTicking: tickEverySecond, stopAtEndOfInput: stopAfterInput,
            endAtNextStop: endAtOnce)
    }

    /// Whoever holds the other end of our standard input, and dies however suddenly, closes it by that. What comes before
    /// is thrown away.
    private static func stopAfterInput() {
        DispatchQueue.global().async {
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
                if count == 0 || (count < 0 && errno != EINTR) { break }
            }
            kill(getpid(), SIGTERM)
        }
    }

    /// A shell that starts a program in the background leaves SIGINT ignored; who sends it means it all the same.
    private static func setDefaultAction(for number: Int32) { signal(number, SIG_DFL) }

    private static func wait(for set: sigset_t) -> Event {
        var set = set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        return switch number {
        case SIGHUP: .reload
        case SIGALRM: .tick
        default: .stop
        }
    }

    private static func tickEverySecond() {
        let second = timeval(tv_sec: 1, tv_usec: 0)
        var timer = itimerval(it_interval: second, it_value: second)
        #if canImport(Glibc)
            setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
        #else
            setitimer(ITIMER_REAL, &timer, nil)
        #endif
    }

    private static func endAtOnce() {
        signal(SIGTERM) { _exit(128 + $0) }
        signal(SIGINT) { _exit(128 + $0) }
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
}
