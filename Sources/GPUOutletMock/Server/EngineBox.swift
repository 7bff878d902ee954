package import OutletEngine
package import Synchronization

/// The engine behind its lock. The lock is held while an answer is computed, never while one is delivered.
package final class EngineBox: Sendable {
    package let engine: Mutex<Engine>
    /// The tasks in this process that await an answer. The loop never sees what is released for them.
    let waiters = Waiters()
    /// Runs long calls, so that the loop does not block.
    let worker = BackgroundWorker()

    /// Called with the engine's internal errors.
    private let complain: @Sendable (String) -> Void

    /// Called with a log line when an answer is lost after its exchange was logged.
    private let logLoss: @Sendable (String) -> Void

    package init(
        _ engine: Engine, complain: @escaping @Sendable (String) -> Void = { _ in },
        logLoss: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.engine = Mutex(engine)
        self.complain = complain
        self.logLoss = logLoss
    }

    /// The engine as the event loop calls it.
    package var handler: Handler {
        Handler(
            reply: { request, now in
                let (reply, releases, longCalls) = self.engine.withLock { engine in
                    let reply = engine.reply(to: request, at: now, postponing: true)
                    for complaint in engine.takeComplaints() { self.complain(complaint) }
                    return (reply, self.waiters.take(engine.takeReleases()), engine.takeLongCalls())
                }
                for call in longCalls { self.start(call) }
                return (reply, releases)
            },
            headReply: { head, now in
                self.engine.withLock { engine in
                    engine.reply(toHead: head, at: now).map { ($0, self.waiters.take(engine.takeReleases())) }
                }
            },
            refusal: { error, now in self.engine.withLock { $0.refusal(error, at: now) } },
            expire: { ticket, now in self.engine.withLock { $0.expire(ticket, at: now) } },
            abandon: { ticket in self.engine.withLock { $0.abandon(ticket) } },
            settle: { deliveryID, end, now in
                self.engine.withLock { engine in
                    if let line = engine.settle(deliveryID, end, at: now) { self.logLoss(line) }
                    return self.waiters.take(engine.takeReleases())
                }
            },
            releases: { self.engine.withLock { self.waiters.take($0.takeReleases()) } })
    }

    private func start(_ call: LongCall) {
        worker.add {
            guard let outcome = call.work() else { return }
            for complaint in outcome.complaints { self.complain(complaint) }
            self.engine.withLock { $0.finish(call, outcome) }
            for call in self.engine.withLock({ $0.takeLongCalls() }) { self.start(call) }
        }
    }
}
