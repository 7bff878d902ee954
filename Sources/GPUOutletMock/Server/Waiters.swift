internal import OutletEngine
internal import OutletWire
internal import Synchronization

/// The tasks in this process that await held answers. The event loop does the same for clients outside.
///
/// A ticket is expected under the engine's lock, so that nothing can be released for it before. It is settled once, by
/// whichever comes first: the answer, the timeout, a cancellation or the stop. The task is suspended until then:
/// nothing polls, and no thread blocks.
final class Waiters: Sendable {
    /// How a wait ended.
    enum Outcome: Sendable {
        case answer(Response)
        case cancelled
        case stopped
    }

    private enum Waiter {
        case expected
        case suspended(CheckedContinuation<Outcome, Never>)
        /// Settled before a task awaited it.
        case settled(Outcome)
    }

    private struct State {
        var waiters: [Ticket: Waiter] = [:]
        var isStopped = false
    }

    private let state = Mutex(State())

    /// Registers a ticket that a task is about to await. Call this under the lock of the engine that issued it.
    func expect(_ ticket: Ticket) {
        state.withLock { $0.waiters[ticket] = $0.isStopped ? .settled(.stopped) : .expected }
    }

    /// Suspends until the ticket is settled; cancelling the task settles it at once.
    func outcome(of ticket: Ticket) async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let outcome = suspend(continuation, on: ticket) { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            _ = settle(ticket, .cancelled)
        }
    }

    /// Settles a ticket; returns false if it belongs to no task in this process.
    func settle(_ ticket: Ticket, _ outcome: Outcome) -> Bool {
        let (isOurs, continuation) = state.withLock { state in
            switch state.waiters[ticket] {
            case nil: return (false, nil as CheckedContinuation<Outcome, Never>?)
            case .settled: return (true, nil)
            case .expected:
                state.waiters[ticket] = .settled(outcome)
                return (true, nil)
            case .suspended(let continuation):
                state.waiters[ticket] = nil
                return (true, continuation)
            }
        }
        continuation?.resume(returning: outcome)
        return isOurs
    }

    /// Settles the releases for tasks in this process and returns the rest, which are for the loop.
    func take(_ releases: [Release]) -> [Release] {
        guard !releases.isEmpty else { return releases }  // the case of nearly every request
        return releases.filter { release in
            guard case .answer(let ticket, let response) = release else { return true }
            return !settle(ticket, .answer(response))
        }
    }

    /// Settles all tickets as stopped, including future ones.
    func stop() {
        let tickets = state.withLock { state in
            state.isStopped = true
            return Array(state.waiters.keys)
        }
        for ticket in tickets { _ = settle(ticket, .stopped) }
    }

    /// Returns the outcome if the ticket is already settled; otherwise keeps the continuation and returns nil.
    private func suspend(_ continuation: CheckedContinuation<Outcome, Never>, on ticket: Ticket) -> Outcome? {
        state.withLock { state in
            if case .settled(let outcome) = state.waiters[ticket] {
                state.waiters[ticket] = nil
                return outcome
            }
            state.waiters[ticket] = .suspended(continuation)
            return nil
        }
    }
}
