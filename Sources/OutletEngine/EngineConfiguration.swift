package import OutletContract

/// What the command line says about all worlds. Where it is silent, the scenario decides.
package struct EngineConfiguration: Sendable {
    package enum ClockChoice: Hashable, Sendable {
        case live
        case virtual
        /// Virtual, from there.
        case instant(Instant)
    }

    package var seed: Int?
    package var clock: ClockChoice?
    package var speed: Double?
    /// Origins whose pages may call us, beside our own and localhost's.
    package var allowedOrigins: [String] = []
    package var isCookieSecure = false
    /// What stands before `/app` and `/login` in redirects; nil serves a small page there.
    package var appURL: String?
    package var webhookSecret: String?
    /// Exchanges kept in each world's journal.
    package var journalCapacity = 10_000
    /// Bytes that all journals together may hold on to: enough for 10,000 full bodies in sixteen worlds.
    package var journalBytes = 64 * 1024 * 1024
    package var maximumWorlds = 10_000
    /// What control calls must carry; nil asks for nothing.
    package var adminToken: String?
    /// The host name that the server was bound to, where it is no loopback one.
    package var boundHost: String?
    package var version = "0.0.0"
    /// How exchanges are told to the log; nil makes no lines.
    package var logForm: LogLine.Form?
    /// Told of each request while it is answered.
    package var observer: RequestObserver?

    package init() {}
}
