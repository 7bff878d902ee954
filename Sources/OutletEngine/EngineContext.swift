import OutletContract
import OutletDomain
import OutletWire

/// What holds for all worlds while one request walks through: settings, and how the origin of pages is judged. It is
/// a class because it never changes and everybody holds it.
final class EngineContext: Sendable {
    let configuration: EngineConfiguration
    let origins: OriginPolicy

    init(_ configuration: EngineConfiguration) {
        self.configuration = configuration
        self.origins = OriginPolicy(allowed: configuration.allowedOrigins, boundHost: configuration.boundHost)
    }

    func isSecure(_ request: Request) -> Bool {
        configuration.isCookieSecure || request.isForwardedSecure
    }

    /// Absolute links back to us, by the scheme and authority that the client used, a proxy's client too.
    func links(for request: Request, _ target: RequestTarget, app: String?) -> Links {
        let scheme = request.isForwardedSecure ? "https" : "http"
        let host = request.forwardedHost ?? request.header("host") ?? "localhost"
        return Links(base: "\(scheme)://\(host)\(target.prefix)", app: app)
    }
}
