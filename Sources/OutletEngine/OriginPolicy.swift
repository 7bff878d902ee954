import OutletWire

/// Which pages may call us. A call without `Origin` comes from no page, as far as the API is concerned; the control
/// plane also asks which name the caller knows us by, and what the browser says of the page.
struct OriginPolicy: Sendable {
    /// Origins named by flag, in lower case.
    private let allowed: [String]
    /// The names that an attacker's name server cannot point at us, beside those of loopback: as in `Host`, no port.
    private let trustedHosts: [String]
    private let isLoopbackOnly: Bool

    /// - Parameters:
    ///   - boundHost: the address that the server listens on, where it is no loopback one.
    init(allowed: [String], boundHost: String? = nil) {
        let allowed = allowed.map { $0.lowercased() }
        self.allowed = allowed
        let bound = boundHost.map { $0.contains(":") ? "[\($0.lowercased())]" : $0.lowercased() }
        trustedHosts =
            allowed.map { OriginPolicy.name(ofHost: $0.drop { $0 != "/" }.dropFirst(2)) } + (bound.map { [$0] } ?? [])
        isLoopbackOnly = boundHost == nil
    }

    /// The API's rule: the server's own origin, any port of `http://localhost` and `http://127.0.0.1`, and those named.
    /// On a server of loopback our own origin counts only where the `Host` is a trusted one.
    func admits(_ origin: String, host: String?) -> Bool {
        let origin = origin.lowercased()
        if isLocalPage(origin) || allowed.contains(origin) { return true }
        guard let host, isOwn(origin, host: host) else { return false }
        return !isLoopbackOnly || isTrusted(host)
    }

    /// The control plane's rule, stricter against DNS rebinding: our own origin counts only where the `Host` is one
    /// that nobody else's name server can point at us.
    func admitsToControl(_ origin: String, host: String?) -> Bool {
        let origin = origin.lowercased()
        if isAllowed(origin) { return true }
        guard let host, isOwn(origin, host: host) else { return false }
        return isTrusted(host)
    }

    /// Whether a server of loopback may be called by this name; others may be called by any. No browser leaves `Host`
    /// out.
    func admitsToControl(host: String?) -> Bool {
        guard isLoopbackOnly, let host else { return true }
        return isTrusted(host)
    }

    /// Whether the origin was named by flag.
    func isAllowed(_ origin: String) -> Bool { allowed.contains(origin.lowercased()) }

    private func isTrusted(_ host: String) -> Bool {
        let name = OriginPolicy.name(ofHost: host.lowercased())
        return name == "localhost" || name.hasSuffix(".localhost") || Loopback.isAddress(name)
            || trustedHosts.contains(name)
    }

    private func isOwn(_ origin: String, host: String) -> Bool {
        let host = host.lowercased()
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    private func isLocalPage(_ origin: String) -> Bool {
        for base in ["http://localhost", "http://127.0.0.1"] where origin.hasPrefix(base) {
            let rest = origin.utf8.dropFirst(base.utf8.count)
            if rest.isEmpty { return true }
            let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
            if rest.first == UInt8(ascii: ":"), rest.count > 1, rest.dropFirst().allSatisfy(digits.contains) {
                return true
            }
        }
        return false
    }

    /// A host without its port; an IPv6 address keeps its brackets.
    private static func name(ofHost host: some StringProtocol) -> String {
        if host.first == "[" { return String(host.prefix { $0 != "]" }) + "]" }
        return String(host.prefix { $0 != ":" })
    }
}
