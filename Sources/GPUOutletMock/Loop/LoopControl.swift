internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What other threads can ask of a running loop. The loop and the server share it.
final class LoopControl: Sendable {
    let pipe: WakePipe
    private let stopRequested = Atomic<Bool>(false)
    /// The number of turns that other threads have asked for, and the last of these that has ended.
    private let turnsAsked = Atomic<Int>(0)
    private let turnsDone = Atomic<Int>(0)

    init() throws(MockServerError) { pipe = try WakePipe() }

    var isStopping: Bool { stopRequested.load(ordering: .acquiring) }

    func requestStop() {
        stopRequested.store(true, ordering: .releasing)
        pipe.wake()
    }

    /// Returns when the loop has seen everything that had reached its sockets. This takes two turns, because
    /// connections are accepted in one and read in the next, and some tens of microseconds. Do not call it on the
    /// loop's own thread.
    func waitForWhatHasCome() {
        for _ in 0..<2 {
            let turn = turnsAsked.add(1, ordering: .sequentiallyConsistent).newValue
            pipe.wake()
            while turnsDone.load(ordering: .sequentiallyConsistent) < turn { sched_yield() }
        }
    }

    /// Returns the turn that another thread waits for, or nil; called when a turn begins.
    func turnAsked() -> Int? {
        let asked = turnsAsked.load(ordering: .sequentiallyConsistent)
        return asked > turnsDone.load(ordering: .relaxed) ? asked : nil
    }

    /// Marks the turn as ended.
    func endTurn(_ asked: Int) { turnsDone.store(asked, ordering: .sequentiallyConsistent) }

    /// Marks all turns as ended, because the loop ends.
    func endTurns() { turnsDone.store(.max, ordering: .sequentiallyConsistent) }
}
