internal import OutletEngine
internal import OutletWire
internal import Synchronization

/// Control calls from inside the process. They run in the engine on the caller's thread, without a socket.
extension MockServer {
    /// Answers immediately. A call that would hold or stream its answer is refused, because nobody could receive it.
    func answer(_ request: Request) -> Response {
        let now = clock.read()
        let reply = requiredBox.engine.withLock { engine in
            let reply = engine.reply(to: request, at: now)
            switch reply.completion {
            case .whole: break
            case .held(let ticket, _), .stream(let ticket): engine.abandon(ticket)
            }
            return reply
        }
        wake()  // the call may have released answers that others wait for
        guard case .whole = reply.completion else {
            return Response(
                status: 400,
                json: [
                    "error": "validation_failed",
                    "message": "This call answers later: await wait(for:), or ask over HTTP",
                ])
        }
        return reply.response
    }

    /// Suspends the caller's task until the engine answers.
    func awaitAnswer(_ request: Request) async -> Waiters.Outcome {
        let box = requiredBox
        let now = clock.read()
        let reply = box.engine.withLock { engine in
            let reply = engine.reply(to: request, at: now)
            if case .held(let ticket, _) = reply.completion { box.waiters.expect(ticket) }
            return reply
        }
        guard case .held(let ticket, let timeoutMilliseconds) = reply.completion else { return .answer(reply.response) }
        // One timer, cancelled as soon as there is an answer. It captures the engine, so the server can be released.
        let expiry = Task { [clock] in
            guard (try? await Task.sleep(for: .milliseconds(timeoutMilliseconds))) != nil else { return }
            let now = clock.read()
            guard let response = box.engine.withLock({ $0.expire(ticket, at: now) }) else { return }
            _ = box.waiters.settle(ticket, .answer(response))
        }
        let outcome = await box.waiters.outcome(of: ticket)
        expiry.cancel()
        if case .answer = outcome { return outcome }
        box.engine.withLock { $0.abandon(ticket) }
        return outcome
    }

    private var requiredBox: EngineBox {
        // Always so: only this package's tests start such a server, and they make no control call.
        guard let box else { preconditionFailure("a server that answers by hand has no control plane") }
        return box
    }
}
