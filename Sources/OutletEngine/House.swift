import OutletContract
import OutletDomain
import OutletWire

/// What holds for all worlds while one request walks through: settings, and how the origin of pages is judged. It is
/// a class because it never changes and everybody holds it.
final class House: Sendable {
    let configuration: EngineConfiguration
    let origins: OriginPolicy

    init(_ configuration: EngineConfiguration) {
        self.configuration = configuration
        self.origins = OriginPolicy(allowed: configuration.allowedOrigins, boundHost: configuration.boundHost)
    }

    func isSecure(_ request: Request) -> Bool {
        configuration.isCookieSecure || request.header("x-forwarded-proto")?.lowercased() == "https"
    }

    /// Absolute links back to us, by the scheme and authority that the client used.
    func links(for request: Request, _ target: RequestTarget, app: String?) -> Links {
        let scheme = request.header("x-forwarded-proto")?.lowercased() == "https" ? "https" : "http"
        return Links(base: "\(scheme)://\(request.header("host") ?? "localhost")\(target.prefix)", app: app)
    }
}
