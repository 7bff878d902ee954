import OutletContract
import OutletEngine

extension EngineConfiguration {
    /// Takes the settings for all worlds from flags and variables.
    init(_ invocation: Invocation) {
        self.init()
        seed = invocation.givenInteger(.seed)
        clock = invocation.given(.clock).map { text in
            switch text {
            case "live": .live
            case "virtual": .virtual
            default: Instant(iso8601: text).map(ClockChoice.instant) ?? .virtual
            }
        }
        speed = invocation.given(.speed).flatMap { Double($0) }
        allowedOrigins = invocation.list(.allowOrigin)
        isCookieSecure = invocation.isOn(.secureCookies)
        appURL = invocation.given(.appURL).map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        webhookSecret = invocation.given(.webhookSecret)
        journalCapacity = invocation.integer(.journal)
        maximumWorlds = invocation.integer(.maxWorlds)
        adminToken = invocation.given(.adminToken)
        boundHost = invocation.given(.host).flatMap { Loopback.contains($0) ? nil : $0 }
        version = Product.version
        logForm = LogLine.Form(rawValue: invocation.text(.log))
    }
}
