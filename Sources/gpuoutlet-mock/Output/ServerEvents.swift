import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The outside events of a running server, taken one by one on the main thread.
struct ServerEvents {
    enum Event: Hashable {
        case stop
        case reload
        /// A second has passed. Occurs only after `startTicking`.
        case tick
    }

    /// Waits for the next event.
    var next: () -> Event
    var startTicking: () -> Void
    /// Makes the end of standard input count as a stop.
    var stopAtEndOfInput: () -> Void = {}
    /// Makes a further stop end the process at once.
    var endAtNextStop: () -> Void

    /// Takes events from the process's signals. They are blocked here, before any thread exists, so that every thread
    /// inherits the mask and only `sigwait` takes them. No handler interrupts anything until `endAtNextStop`.
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

    /// Stops the server at the end of standard input. The process at the other end closes it even if it dies suddenly.
    /// Input before the end is discarded.
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

    /// A shell that starts a program in the background makes it ignore SIGINT, but the server should still obey it.
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
