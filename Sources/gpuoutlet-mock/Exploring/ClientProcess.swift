import OutletExplorer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One run of a client: a process in a session of its own, with what it writes and until when it may go on.
///
/// Nobody waits in here. Whoever holds it calls `look` when there is something to read, and every few milliseconds: a
/// client that closed its output and goes on, or whose child holds it open, is found that way.
struct ClientProcess {
    /// Between SIGTERM and SIGKILL.
    static let grace = Duration.seconds(2)

    private enum Stage: Hashable {
        case running
        /// It was asked to end.
        case asked
        case killed
    }

    /// Why it is made to end.
    private enum Reason: Hashable {
        case timeIsUp
        /// One of ours: its end says nothing about it.
        case stopped
    }

    private let process: pid_t
    /// The reading end of its output; nil once that has ended.
    private(set) var output: Int32?
    let start: ContinuousClock.Instant
    private(set) var tail = OutputTail()
    private var stage = Stage.running
    private var reason: Reason?
    /// When it is asked to end, or killed.
    private var deadline: ContinuousClock.Instant

    /// Starts a program, with nothing to read and one pipe for what it writes.
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

    /// Reads what there is, ends the client where its time is up, and says how it ended; nil while it runs. After that
    /// nothing is left of it: no process of its group, no zombie, no descriptor.
    mutating func look(at now: ContinuousClock.Instant) -> ClientEnd? {
        drain()
        guard hasEnded else {
            if now >= deadline { press(at: now) }
            return nil
        }
        signalGroup(SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        // Where nobody else takes orphans in, as in a container, they are ours to bury.
        while waitpid(-process, nil, WNOHANG) > 0 {}
        drain()
        closeOutput()
        return end(status)
    }

    /// Whether it was ended for a reason of ours, so that its end says nothing about it.
    var wasStopped: Bool { reason == .stopped }

    /// Asks the client to end, for a reason of ours.
    mutating func end(at now: ContinuousClock.Instant) {
        if stage == .running { ask(.stopped, at: now) }
    }

    /// Ends it without asking, for a reason of ours.
    mutating func kill() {
        reason = reason ?? .stopped
        stage = .killed
        signalGroup(SIGKILL)
    }

    /// Its time is up: first to end by itself, then to be ended.
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

    /// Also to those of the group that its leader left behind: its number is not given away while it is a zombie.
    private func signalGroup(_ signal: Int32) { _ = sendSignal(-process, signal) }

    /// Whether its status can be taken; it is left where it is.
    private var hasEnded: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
    }

    private func end(_ status: Int32) -> ClientEnd {
        if reason == .timeIsUp { return .timedOut }
        let signal = Int(status & 0x7F)
        return signal == 0 ? .exited(Int(status >> 8) & 0xFF) : .signalled(signal)
    }

    /// Who writes without end is not read without end: the others have their turn, too.
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

// In there the C function is hidden by the method of the same name.
private func sendSignal(_ process: pid_t, _ signal: Int32) -> Int32 { kill(process, signal) }
