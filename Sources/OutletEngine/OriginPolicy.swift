import OutletWire

/// Which pages may call us. A call without `Origin` comes from no page and is always let in.
struct OriginPolicy: Sendable {
    /// Origins named by flag, in lower case.
    var allowed: [String]

    init(allowed: [String]) { self.allowed = allowed.map { $0.lowercased() } }

    /// The API's rule: the server's own origin, any port of `http://localhost` and `http://127.0.0.1`, and those named.
    func admits(_ origin: String, host: String?) -> Bool {
        let origin = origin.lowercased()
        return isLocalPage(origin) || isOwn(origin, host: host) || allowed.contains(origin)
    }

    /// The control plane's rule, stricter against DNS rebinding: our own origin counts only where the `Host` is one
    /// that nobody else's name server can point at us.
    func admitsToControl(_ origin: String, host: String?, boundHost: String?) -> Bool {
        let origin = origin.lowercased()
        if allowed.contains(origin) { return true }
        guard let host, isOwn(origin, host: host) else { return false }
        let name = OriginPolicy.name(ofHost: host.lowercased())
        return OriginPolicy.isLoopback(name) || name == boundHost
            || allowed.contains { OriginPolicy.name(ofHost: $0.drop { $0 != "/" }.dropFirst(2)) == name }
    }

    private func isOwn(_ origin: String, host: String?) -> Bool {
        guard let host = host?.lowercased() else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    private func isLocalPage(_ origin: String) -> Bool {
        for base in ["http://localhost", "http://127.0.0.1"] where origin.hasPrefix(base) {
            let rest = origin.dropFirst(base.count)
            if rest.isEmpty { return true }
            if rest.first == ":", rest.count > 1, rest.dropFirst().allSatisfy(\.isNumber) { return true }
        }
        return false
    }

    private static func name(ofHost host: some StringProtocol) -> String {
        if host.first == "[" { return String(host.prefix { $0 != "]" }) + "]" }
        return String(host.prefix { $0 != ":" })
    }

    private static func isLoopback(_ name: String) -> Bool {
        name == "localhost" || name.hasSuffix(".localhost") || name.hasPrefix("127.") || name == "[::1]"
    }
}
