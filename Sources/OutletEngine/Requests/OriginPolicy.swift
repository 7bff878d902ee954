import OutletWire

/// Which pages may call us. A call without `Origin` comes from no page, as far as the API is concerned; the control
/// plane also asks which name the caller knows us by, and what the browser says of the page.
struct OriginPolicy: Sendable {
    /// Origins named by flag. One that is not made of scheme, host and port, such as `null`, is known by its text alone.
    private let allowed: Set<WebOrigin>
    private let allowedTexts: Set<String>
    /// The names that an attacker's name server cannot point at us, beside those of loopback.
    private let trustedHosts: Set<String>
    private let isLoopbackOnly: Bool

    /// - Parameters:
    ///   - boundHost: the address that the server listens on, where it is no loopback one.
    init(allowed: [String], boundHost: String? = nil) {
        self.allowed = Set(allowed.compactMap(WebOrigin.init))
        allowedTexts = Set(allowed.map { $0.lowercased() })
        let bound = boundHost.map { $0.contains(":") ? "[\($0.lowercased())]" : $0.lowercased() }
        trustedHosts = Set(self.allowed.map(\.host) + (bound.map { [$0] } ?? []))
        isLoopbackOnly = boundHost == nil
    }

    /// The API's rule: the server's own origin, pages of this machine on any port, and those named. On a server of
    /// loopback our own origin counts only where no name server can have led its page here: under an address, or a name
    /// that we trust.
    func admits(_ text: String, _ request: Request) -> Bool {
        if isAllowed(text) { return true }
        guard let origin = WebOrigin(text) else { return false }
        if OriginPolicy.isLocalPage(origin) { return true }
        guard OriginPolicy.isOwn(origin, request) else { return false }
        return !isLoopbackOnly || Loopback.isNumeric(origin.host) || isTrusted(origin.host)
    }

    /// The control plane's rule, stricter against DNS rebinding: our own origin counts only under a name that nobody
    /// else's name server can point at us.
    func admitsToControl(_ text: String, _ request: Request) -> Bool {
        if isAllowed(text) { return true }
        guard let origin = WebOrigin(text), OriginPolicy.isOwn(origin, request) else { return false }
        return isTrusted(origin.host)
    }

    /// Whether a server of loopback may be called by this name; others may be called by any. No browser leaves `Host`
    /// out.
    func admitsToControl(host: String?) -> Bool {
        guard isLoopbackOnly, let host else { return true }
        return WebOrigin(scheme: "http", authority: host).map { isTrusted($0.host) } ?? false
    }

    /// Whether the origin was named by flag.
    func isAllowed(_ text: String) -> Bool {
        guard !allowedTexts.isEmpty else { return false }
        return allowedTexts.contains(text.lowercased()) || WebOrigin(text).map(allowed.contains) ?? false
    }

    private func isTrusted(_ host: String) -> Bool { OriginPolicy.isLocal(host) || trustedHosts.contains(host) }

    /// Whether the page is one that we serve: by the name that it was asked under, or by the one under which a proxy
    /// says that it was asked. No page can say that itself without being let to by a preflight.
    private static func isOwn(_ origin: WebOrigin, _ request: Request) -> Bool {
        if let host = request.header("host"),
            ["http", "https"].contains(where: { WebOrigin(scheme: $0, authority: host) == origin })
        {
            return true
        }
        guard let host = request.forwardedHost else { return false }
        return WebOrigin(scheme: request.isForwardedSecure ? "https" : "http", authority: host) == origin
    }

    private static func isLocalPage(_ origin: WebOrigin) -> Bool { origin.scheme == "http" && isLocal(origin.host) }

    /// Whether this name or address, as it stands in `Host`, means this machine to every browser on it.
    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || Loopback.isAddress(host)
    }
}

/// What the first of perhaps several proxies says of the request that it was asked.
extension Request {
    /// The name that the client used.
    var forwardedHost: String? {
        header("x-forwarded-host").map(Request.firstOfList).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether the client spoke TLS.
    var isForwardedSecure: Bool {
        header("x-forwarded-proto").map(Request.firstOfList)?.lowercased() == "https"
    }

    private static func firstOfList(_ text: String) -> String {
        let first = text.prefix { $0 != "," }
        return String(first.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
