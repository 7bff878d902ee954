/// The address of a server: `http://localhost:4429`, optionally with a path such as `/@world`.
struct ServerURL: Hashable, Sendable, CustomStringConvertible {
    var isSecure: Bool
    /// Without the brackets of an IPv6 address.
    var host: String
    var port: Int
    /// The path before `/v1` and `/__admin`: empty, or for example `/@world`, without a trailing slash.
    var path: String

    init(host: String, port: Int) {
        self.isSecure = false
        self.host = host
        self.port = port
        self.path = ""
    }

    /// Reads `http[s]://host[:port][/path]`; nil if the text is no such address.
    init?(_ text: String) {
        guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) else { return nil }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        guard !rest.contains(where: { "?#@ ".contains($0) && !($0 == "@" && rest.contains("/@")) }) else { return nil }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else { return nil }
        path = String(rest.dropFirst(authority.count).reversed().drop { $0 == "/" }.reversed())
        guard let (host, port) = ServerURL.split(authority) else { return nil }
        self.host = host
        guard let number = port.isEmpty ? (isSecure ? 443 : 80) : Int(port), (1...65_535).contains(number) else {
            return nil
        }
        self.port = number
    }

    /// Splits `[::1]:80` or `localhost:80`. The port is optional.
    private static func split(_ authority: Substring) -> (host: String, port: Substring)? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let behind = authority[authority.index(after: end)...]
            guard behind.isEmpty || behind.hasPrefix(":") else { return nil }
            return (String(authority[authority.index(after: authority.startIndex)..<end]), behind.dropFirst())
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return nil }
        return (String(host), parts.count == 2 ? parts[1] : "")
    }

    /// The value of `Host`.
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    var description: String { "\(isSecure ? "https" : "http")://\(authority)\(path)" }
}
