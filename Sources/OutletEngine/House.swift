import OutletContract
import OutletWire

/// What holds for all worlds while one request walks through: settings, and how the origin of pages is judged.
struct House: Sendable {
    var configuration: EngineConfiguration
    var origins: OriginPolicy

    init(_ configuration: EngineConfiguration) {
        self.configuration = configuration
        self.origins = OriginPolicy(allowed: configuration.allowedOrigins)
    }

    func isSecure(_ request: Request) -> Bool {
        configuration.isCookieSecure || request.header("x-forwarded-proto")?.lowercased() == "https"
    }

    /// The scheme and authority that the client used, for absolute links back to us.
    func base(of request: Request) -> String {
        let scheme = request.header("x-forwarded-proto")?.lowercased() == "https" ? "https" : "http"
        return "\(scheme)://\(request.header("host") ?? "localhost")"
    }
}
