import OutletWire

/// The form in which browsers name a page's origin (RFC 6454 §6.2): scheme and host in lower case, the port unless it
/// is the scheme's default, and nothing after that.
package enum OriginForm {
    /// Why no page can have this origin, as the end of a sentence, with the form that was probably meant; nil if one
    /// can. Case is ignored.
    package static func problem(with text: String) -> String? {
        let written = text.lowercased()
        if written == "null" { return nil }
        if written.contains("*") { return "names one origin, and no '*' stands for several; give it once for each" }
        if written.contains(where: { ", ;".contains($0) }) { return "names one origin; give it once for each" }
        guard let origin = normal(written) else { return "takes an origin such as https://app.example" }
        return origin == written ? nil : "takes an origin as browsers send it; did you mean \(origin)?"
    }

    /// The origin of a URL or of a bare host.
    private static func normal(_ text: String) -> String? {
        let mark = text.firstRange(of: "://")
        let rest = mark.map { text[$0.upperBound...] } ?? text[...]
        let authority = rest.prefix { !"/?#".contains($0) }.split(separator: "@", omittingEmptySubsequences: false)
        guard let place = authority.last, let (host, port) = split(place) else { return nil }
        let isLocal = host == "localhost" || host.hasSuffix(".localhost") || Loopback.isAddress(String(host))
        let scheme = mark.map { String(text[..<$0.lowerBound]) } ?? (isLocal ? "http" : "https")
        guard isScheme(scheme) else { return nil }
        let isUsual = port == nil || (scheme == "http" && port == 80) || (scheme == "https" && port == 443)
        return "\(scheme)://\(host)" + (isUsual ? "" : port.map { ":\($0)" } ?? "")
    }

    /// Splits `app.example:8080` or `[::1]:8080`; nil if no browser would send such a host. Browsers send other
    /// alphabets as punycode.
    private static func split(_ authority: Substring) -> (host: Substring, port: Int?)? {
        let host = authority.first == "[" ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        let behind = authority.dropFirst(host.count)
        guard isHost(host), behind.isEmpty || behind.first == ":" else { return nil }
        if behind.count <= 1 { return (host[...], nil) }
        guard let port = Int(behind.dropFirst()), (1...65_535).contains(port) else { return nil }
        return (host[...], port)
    }

    private static func isHost(_ host: Substring) -> Bool {
        if host.first == "[" {
            return host.count > 2
                && host.utf8.dropFirst().dropLast().allSatisfy { ":.0123456789abcdef".utf8.contains($0) }
        }
        return !host.isEmpty && host.utf8.allSatisfy { isLetterOrDigit($0) || "-._".utf8.contains($0) }
    }

    private static func isScheme(_ scheme: String) -> Bool {
        !scheme.isEmpty && scheme.utf8.allSatisfy { isLetterOrDigit($0) || "+-.".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
