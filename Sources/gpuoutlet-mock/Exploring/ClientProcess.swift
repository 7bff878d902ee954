import OutletExplorer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One run of a client: a process in a session of its own, with its output and its deadline.
///
/// Nothing here blocks. The owner calls `look` when there is output, and also every few milliseconds, to notice clients
/// that closed their output and go on, or whose children hold it open.
struct ClientProcess {
    /// The time between SIGTERM and SIGKILL.
    static let grace = Duration.seconds(2)

    private enum Stage: Hashable {
        case running
        /// It was sent SIGTERM.
        case asked
        case killed
    }

    /// Why we end it.
    private enum Reason: Hashable {
        case timeIsUp
        /// A reason of our own, so its end says nothing about the client.
        case stopped
    }

    private let process: pid_t
    /// The reading end of its output; nil once the output has ended.
    private(set) var output: Int32?
    let start: ContinuousClock.Instant
    private(set) var tail = OutputTail()
    private var stage = Stage.running
    private var reason: Reason?
    /// When it is sent SIGTERM or, after that, SIGKILL.
    private var deadline: ContinuousClock.Instant

    /// Starts a program with empty standard input and one pipe for both outputs.
    init(
        _ words: [String], environment: [String: String], timeLimit: Duration
    ) throws(SystemError) {
        let ends = try Subprocess.pipeEnds()
        defer { close(ends.writing) }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(nothing) }
        do throws(SystemError) {
            guard nothing >= 0 else { throw SystemError.last }
            process = try Subprocess.start(words, [nothing, ends.writing, ends.writing], apartWith: environment)
        } catch {
            close(ends.reading)
            throw error
        }
        _ = fcntl(ends.reading, F_SETFL, fcntl(ends.reading, F_GETFL, 0) | O_NONBLOCK)
        output = ends.reading
        start = .now
        deadline = start + timeLimit
    }

    /// Reads available output, ends the client if its time is up, and returns how it ended; nil while it runs. After it
    /// has ended, no process of its group, no zombie and no descriptor remains.
    mutating func look(at now: ContinuousClock.Instant) -> ClientEnd? {
        drain()
        guard hasEnded else {
            if now >= deadline { press(at: now) }
            return nil
        }
        signalGroup(SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        // In a container without an init, orphans become our children, and we have to reap them.
        while waitpid(-process, nil, WNOHANG) > 0 {}
        drain()
        closeOutput()
        return end(status)
    }

    /// Whether we ended it for a reason of our own, so that its end says nothing about the client.
    var wasStopped: Bool { reason == .stopped }

    /// Asks the client to end, for a reason of our own.
    mutating func end(at now: ContinuousClock.Instant) {
        if stage == .running { ask(.stopped, at: now) }
    }

    /// Kills it, for a reason of our own.
    mutating func kill() {
        reason = reason ?? .stopped
        stage = .killed
        signalGroup(SIGKILL)
    }

    /// Handles the deadline: asks it to end, and kills it the next time.
    private mutating func press(at now: ContinuousClock.Instant) {
        switch stage {
        case .running: ask(.timeIsUp, at: now)
        case .asked: kill()
        case .killed: break
        }
    }

    private mutating func ask(_ reason: Reason, at now: ContinuousClock.Instant) {
        self.reason = reason
        stage = .asked
        deadline = now + ClientProcess.grace
        signalGroup(SIGTERM)
    }

    /// Signals the whole group, even if its leader has ended: the leader's number is not reused while it is a zombie.
    private func signalGroup(_ signal: Int32) { _ = sendSignal(-process, signal) }

    /// Whether it has ended. Does not take its status.
    private var hasEnded: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
    }

    private func end(_ status: Int32) -> ClientEnd {
        if reason == .timeIsUp { return .timedOut }
        let signal = Int(status & 0x7F)
        return signal == 0 ? .exited(Int(status >> 8) & 0xFF) : .signalled(signal)
    }

    /// Reads a limited amount, so that a client that never stops writing does not block the others.
    private mutating func drain() {
        guard let descriptor = output else { return }
        var buffer = [UInt8](repeating: 0, count: OutputTail.mostBytes)
        for _ in 0..<16 {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                tail.append(buffer[..<count])
            } else if count == 0 {
                return closeOutput()
            } else if errno != EINTR {
                return
            }
        }
    }

    private mutating func closeOutput() {
        if let output { close(output) }
        output = nil
    }
}

// Inside `ClientProcess` a method hides the C function of the same name.
private func sendSignal(_ process: pid_t, _ signal: Int32) -> Int32 { kill(process, signal) }
