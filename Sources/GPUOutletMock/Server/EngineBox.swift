package import OutletEngine
package import Synchronization

/// The engine behind its lock. The lock is held while an answer is computed, never while one is delivered.
package final class EngineBox: Sendable {
    package let engine: Mutex<Engine>

    package init(_ engine: Engine) { self.engine = Mutex(engine) }

    /// The loop's view of it.
    package var handler: Handler {
        Handler(
            reply: { request, now in
                self.engine.withLock { engine in
                    let reply = engine.reply(to: request, at: now)
                    return (reply, engine.takeReleases())
                }
            },
            refusal: { error, now in self.engine.withLock { $0.refusal(error, at: now) } },
            expire: { ticket, now in self.engine.withLock { $0.expire(ticket, at: now) } },
            abandon: { ticket in self.engine.withLock { $0.abandon(ticket) } },
            releases: { self.engine.withLock { $0.takeReleases() } })
    }
}
