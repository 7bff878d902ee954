internal import Synchronization

/// What other threads may tell a running loop. The loop and the server's handle share it.
final class LoopControl: Sendable {
    let pipe: WakePipe
    private let stopRequested = Atomic<Bool>(false)

    init() throws(MockServerError) { pipe = try WakePipe() }

    var isStopping: Bool { stopRequested.load(ordering: .acquiring) }

    func requestStop() {
        stopRequested.store(true, ordering: .releasing)
        pipe.wake()
    }
}
