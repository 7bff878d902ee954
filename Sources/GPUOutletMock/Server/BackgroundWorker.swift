internal import Synchronization

/// Does what would hold up the event loop, one thing after the other, on a thread of its own that is there only while
/// there is something to do.
final class BackgroundWorker: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        /// The last one that was started; it may have ended.
        var thread: LoopThread?
        var isWorking = false
        /// Runs what the thread does.
        var run: @Sendable (() -> Void) -> Void = { $0() }
        /// Told after each job.
        var tell: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    /// Says how to run what the thread does, and whom to tell that a job is done.
    func open(
        running run: @escaping @Sendable (() -> Void) -> Void = { $0() }, _ tell: @escaping @Sendable () -> Void
    ) {
        state.withLock { state in
            state.run = run
            state.tell = tell
        }
    }

    func add(_ job: @escaping @Sendable () -> Void) {
        let hasThread = state.withLock { state in
            state.jobs.append(job)
            if state.isWorking { return true }
            state.thread?.join()  // it has taken its last job, and ends
            let run = state.run
            state.thread = try? LoopThread { run { self.work() } }
            state.isWorking = state.thread != nil
            return state.isWorking
        }
        if !hasThread { work() }  // the system has none to give: better late than never
    }

    /// Forgets what has not begun, and returns when the thread has ended.
    func close() {
        let thread = state.withLock { state in
            state.jobs = []
            state.tell = {}
            return state.thread
        }
        thread?.join()
    }

    private func work() {
        while let job = next() {
            job()
            state.withLock(\.tell)()
        }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            if state.jobs.isEmpty {
                state.isWorking = false
                return nil
            }
            return state.jobs.removeFirst()
        }
    }
}
