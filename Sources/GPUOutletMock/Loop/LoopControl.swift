internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What other threads may tell a running loop. The loop and the server's handle share it.
final class LoopControl: Sendable {
    let pipe: WakePipe
    private let stopRequested = Atomic<Bool>(false)
    /// How many turns others have asked to wait for, and up to which one they are over.
    private let turnsAsked = Atomic<Int>(0)
    private let turnsDone = Atomic<Int>(0)

    init() throws(MockServerError) { pipe = try WakePipe() }

    var isStopping: Bool { stopRequested.load(ordering: .acquiring) }

    func requestStop() {
        stopRequested.store(true, ordering: .releasing)
        pipe.wake()
    }

    /// Returns when the loop has seen whatever had reached its sockets before: connections are accepted in one turn and
    /// read in the next. It takes some tens of microseconds, and must not be called by the loop's own thread.
    func waitForWhatHasCome() {
        for _ in 0..<2 {
            let turn = turnsAsked.add(1, ordering: .sequentiallyConsistent).newValue
            pipe.wake()
            while turnsDone.load(ordering: .sequentiallyConsistent) < turn { sched_yield() }
        }
    }

    /// The turn that somebody waits for, when one begins; nil where nobody does.
    func turnAsked() -> Int? {
        let asked = turnsAsked.load(ordering: .sequentiallyConsistent)
        return asked > turnsDone.load(ordering: .relaxed) ? asked : nil
    }

    /// The turn that began with it is over.
    func endTurn(_ asked: Int) { turnsDone.store(asked, ordering: .sequentiallyConsistent) }

    /// There will be no more turns.
    func endTurns() { turnsDone.store(.max, ordering: .sequentiallyConsistent) }
}
