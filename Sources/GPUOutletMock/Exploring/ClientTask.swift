package import OutletExplorer
internal import Synchronization

/// Runs a client that is a closure.
package enum ClientTask {
    /// Runs the client until it ends or `timeIsUp` returns, then cancels the other one. A client that ignores its
    /// cancellation is left running: its world is gone, so it can do no more harm.
    package static func end(
        of client: @escaping @Sendable () async throws -> Void,
        unless timeIsUp: @escaping @Sendable () async throws -> Void
    ) async -> ClientEnd {
        let first = FirstEnd()
        let run = Task {
            do {
                try await client()
                first.settle(.exited(0))
            } catch {
                first.settle(.threw("\(error)"))
            }
        }
        let timer = Task {
            guard (try? await timeIsUp()) != nil else { return }
            first.settle(.timedOut)
        }
        let end = await first.value
        run.cancel()
        timer.cancel()
        return end
    }
}

/// Holds whichever comes first: the client's end or the end of its time.
private final class FirstEnd: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<ClientEnd, Never>)
        case settled(ClientEnd)
    }

    private let state = Mutex(State.open)

    func settle(_ end: ClientEnd) {
        let waiting = state.withLock { state -> CheckedContinuation<ClientEnd, Never>? in
            switch state {
            case .settled: return nil
            case .open:
                state = .settled(end)
                return nil
            case .awaited(let continuation):
                state = .settled(end)
                return continuation
            }
        }
        waiting?.resume(returning: end)
    }

    var value: ClientEnd {
        get async {
            await withCheckedContinuation { continuation in
                let settled = state.withLock { state -> ClientEnd? in
                    if case .settled(let end) = state { return end }
                    state = .awaited(continuation)
                    return nil
                }
                if let settled { continuation.resume(returning: settled) }
            }
        }
    }
}
