internal import Synchronization

/// Does what would hold up the event loop, one thing after the other, on a thread of its own that is there only while
/// there is something to do.
final class BackgroundWorker: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        /// The last one that was started; it may have ended.
        var thread: LoopThread?
        var isWorking = false
        /// Told after each job.
        var tell: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    /// Says whom to tell that a job is done.
    func open(_ tell: @escaping @Sendable () -> Void) {
        state.withLock { $0.tell = tell }
    }

    func add(_ job: @escaping @Sendable () -> Void) {
        let hasThread = state.withLock { state in
            state.jobs.append(job)
            if state.isWorking { return true }
            state.thread?.join()  // it has taken its last job, and ends
            state.thread = try? LoopThread { self.work() }
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
