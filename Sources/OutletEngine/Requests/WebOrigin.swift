/// A scheme, a host and a port, as a page's `Origin` names them (RFC 6454): in lower case, with the scheme's default
/// port if none is given, and without a trailing dot on the host.
struct WebOrigin: Hashable, Sendable {
    let scheme: String
    /// An IPv6 address keeps its brackets.
    let host: String
    /// Nil if neither the text nor the scheme determines one.
    let port: Int?

    /// Reads `scheme://host[:port]`; nil for any other text, such as `null`.
    init?(_ text: String) {
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[mark...].hasPrefix("://") else { return nil }
        self.init(scheme: text[..<mark], authority: text[mark...].dropFirst(3))
    }

    /// The origin of a request with this scheme and this `Host`.
    init?(scheme: some StringProtocol, authority: some StringProtocol) {
        let authority = authority.lowercased()
        let scheme = scheme.lowercased()
        let name = WebOrigin.hostName(of: authority)
        let port = authority.dropFirst(name.count)
        guard !name.isEmpty else { return nil }
        if port.isEmpty {
            self.port = ["http": 80, "https": 443][scheme]
        } else {
            guard port.first == ":", (2...6).contains(port.utf8.count), port.utf8.dropFirst().allSatisfy(isDigit),
                let number = Int(port.dropFirst())
            else { return nil }
            self.port = number
        }
        self.scheme = scheme
        host = name.count > 1 && name.last == "." ? String(name.dropLast()) : String(name)
    }

    private static func hostName(of authority: String) -> Substring {
        guard authority.first == "[" else { return authority.prefix { $0 != ":" } }
        guard let end = authority.firstIndex(of: "]") else { return "" }
        return authority[...end]
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
