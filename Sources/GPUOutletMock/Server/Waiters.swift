internal import OutletEngine
internal import OutletWire
internal import Synchronization

/// The tests inside this process that await an answer which the engine holds back, as the event loop holds back those
/// of the clients outside.
///
/// A ticket is expected under the engine's lock, so that nothing can be released for it before; it is settled once, by
/// whatever comes first: the answer, the end of its time, a cancellation, or the stop. Nobody polls, and no thread
/// stands still: a task is suspended until then.
final class Waiters: Sendable {
    /// How an await ended.
    enum Outcome: Sendable {
        case answer(Response)
        case cancelled
        case stopped
    }

    private enum Waiter {
        case expected
        case suspended(CheckedContinuation<Outcome, Never>)
        /// Before anybody had come to await it.
        case settled(Outcome)
    }

    private struct State {
        var waiters: [Ticket: Waiter] = [:]
        var isStopped = false
    }

    private let state = Mutex(State())

    /// Somebody is about to await this ticket. To be called under the lock of the engine that gave it out.
    func expect(_ ticket: Ticket) {
        state.withLock { $0.waiters[ticket] = $0.isStopped ? .settled(.stopped) : .expected }
    }

    /// Suspends until the ticket is settled; a cancelled task settles it at once.
    func outcome(of ticket: Ticket) async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let outcome = suspend(continuation, on: ticket) { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            _ = settle(ticket, .cancelled)
        }
    }

    /// Settles a ticket; false where nobody in this process has it.
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

    /// Settles what was released for somebody here, and gives back the rest, which is the loop's.
    func take(_ releases: [Release]) -> [Release] {
        guard !releases.isEmpty else { return releases }  // the case of nearly every request
        return releases.filter { release in
            guard case .answer(let ticket, let response) = release else { return true }
            return !settle(ticket, .answer(response))
        }
    }

    /// Settles all tickets, and all that are still to come.
    func stop() {
        let tickets = state.withLock { state in
            state.isStopped = true
            return Array(state.waiters.keys)
        }
        for ticket in tickets { _ = settle(ticket, .stopped) }
    }

    /// The outcome, where the ticket has already been settled; else it is from now on awaited.
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
