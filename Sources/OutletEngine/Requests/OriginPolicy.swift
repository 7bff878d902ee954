import OutletWire

/// Which pages may call the server. The API takes a call without `Origin` as not coming from a page; the control plane
/// also checks the host name that the caller used and what the browser says about the page.
struct OriginPolicy: Sendable {
    /// Origins named by flag. One that has no scheme, host and port, such as `null`, is matched by its text alone.
    private let allowed: Set<WebOrigin>
    private let allowedTexts: Set<String>
    /// The names, besides loopback ones, that an attacker's name server cannot point at this server.
    private let trustedHosts: Set<String>
    private let isLoopbackOnly: Bool

    /// - Parameters:
    ///   - boundHost: the address that the server listens on; nil if it is a loopback one.
    init(allowed: [String], boundHost: String? = nil) {
        self.allowed = Set(allowed.compactMap(WebOrigin.init))
        allowedTexts = Set(allowed.map { $0.lowercased() })
        let bound = boundHost.map { $0.contains(":") ? "[\($0.lowercased())]" : $0.lowercased() }
        trustedHosts = Set(self.allowed.map(\.host) + (bound.map { [$0] } ?? []))
        isLoopbackOnly = boundHost == nil
    }

    /// The API's rule: admits the server's own origin, local pages on any port, and the origins named by flag. On a
    /// loopback server, its own origin counts only if no name server can have led the page here: as an address or a
    /// trusted name.
    func admits(_ text: String, _ request: Request) -> Bool {
        if isAllowed(text) { return true }
        guard let origin = WebOrigin(text) else { return false }
        if OriginPolicy.isLocalPage(origin) { return true }
        guard OriginPolicy.isOwn(origin, request) else { return false }
        return !isLoopbackOnly || Loopback.isNumeric(origin.host) || isTrusted(origin.host)
    }

    /// The control plane's rule, stricter against DNS rebinding: the server's own origin counts only under a name that
    /// no foreign name server can point at it.
    func admitsToControl(_ text: String, _ request: Request) -> Bool {
        if isAllowed(text) { return true }
        guard let origin = WebOrigin(text), OriginPolicy.isOwn(origin, request) else { return false }
        return isTrusted(origin.host)
    }

    /// Whether a loopback server may be called by this name; other servers may be called by any. A missing `Host` is
    /// fine, since every browser sends one.
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

    /// Whether this server serves the page, by the requested host or the one that a proxy reports. A page cannot set
    /// the proxy's headers itself unless a preflight allows it.
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

    /// Whether this name or address, as written in `Host`, means this machine to every browser on it.
    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || Loopback.isAddress(host)
    }
}

/// What the first proxy, if there is any, reports about the request that it received.
extension Request {
    /// The host name that the client used.
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
