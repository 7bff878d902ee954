package import OutletContract

/// The command line's settings for all worlds. The scenario decides whatever is not set here.
package struct EngineConfiguration: Sendable {
    package enum ClockChoice: Hashable, Sendable {
        case live
        case virtual
        /// Virtual, starting at this instant.
        case instant(Instant)
    }

    package var seed: Int?
    package var clock: ClockChoice?
    package var speed: Double?
    /// The origins whose pages may call the server, besides its own and localhost.
    package var allowedOrigins: [String] = []
    package var isCookieSecure = false
    /// The base URL of `/app` and `/login` in redirects; if nil, the server serves a small page there.
    package var appURL: String?
    package var webhookSecret: String?
    /// The number of exchanges kept in each world's journal.
    package var journalCapacity = 10_000
    /// The number of bytes that all journals together may hold: enough for 10,000 full bodies in sixteen worlds.
    package var journalBytes = 64 * 1024 * 1024
    package var maximumWorlds = 10_000
    /// The token that control calls must carry; nil if none is required.
    package var adminToken: String?
    /// The host name that the server is bound to; nil if it is a loopback one.
    package var boundHost: String?
    package var version = "0.0.0"
    /// The form of the log lines for exchanges; nil turns them off.
    package var logForm: LogLine.Form?
    /// Notified when the answering of a request begins and ends.
    package var observer: RequestObserver?

    package init() {}
}
