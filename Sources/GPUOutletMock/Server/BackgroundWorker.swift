internal import Synchronization

/// Runs jobs that would block the event loop, one after another, on a thread that exists only while there are jobs.
final class BackgroundWorker: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        /// The most recently started thread; it may have ended.
        var thread: LoopThread?
        var isWorking = false
        /// Runs the thread's work; called on the thread.
        var run: @Sendable (() -> Void) -> Void = { $0() }
        /// Called after each job.
        var tell: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    /// Sets how the thread's work is run and what to call after each job.
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

    /// Discards jobs that have not started and returns when the thread has ended.
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
