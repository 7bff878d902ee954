import OutletContract
import OutletDomain
import OutletWire

/// What all worlds share while a request is processed: the settings and the origin policy. It is a class because it is
/// immutable and widely shared.
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

    /// Absolute links to this server, with the scheme and authority that the client used, even through a proxy.
    func links(for request: Request, _ target: RequestTarget, app: String?) -> Links {
        let scheme = request.isForwardedSecure ? "https" : "http"
        let host = request.forwardedHost ?? request.header("host") ?? "localhost"
        return Links(base: "\(scheme)://\(host)\(target.prefix)", app: app)
    }
}
