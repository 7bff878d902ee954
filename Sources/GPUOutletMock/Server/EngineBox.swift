package import OutletEngine
package import Synchronization

/// The engine behind its lock. The lock is held while an answer is computed, never while one is delivered.
package final class EngineBox: Sendable {
    package let engine: Mutex<Engine>
    /// Who awaits an answer inside this process; what is released for them is kept from the loop.
    let waiters = Waiters()

    /// Told of faults of our own.
    private let complain: @Sendable (String) -> Void

    package init(_ engine: Engine, complain: @escaping @Sendable (String) -> Void = { _ in }) {
        self.engine = Mutex(engine)
        self.complain = complain
    }

    /// The loop's view of it.
    package var handler: Handler {
        Handler(
            reply: { request, now in
                self.engine.withLock { engine in
                    let reply = engine.reply(to: request, at: now)
                    if let complaint = reply.complaint { self.complain(complaint) }
                    return (reply, self.waiters.take(engine.takeReleases()))
                }
            },
            headRefusal: { head, now in self.engine.withLock { $0.refusal(ofHead: head, at: now) } },
            refusal: { error, now in self.engine.withLock { $0.refusal(error, at: now) } },
            expire: { ticket, now in self.engine.withLock { $0.expire(ticket, at: now) } },
            abandon: { ticket in self.engine.withLock { $0.abandon(ticket) } },
            releases: { self.engine.withLock { self.waiters.take($0.takeReleases()) } })
    }
}
