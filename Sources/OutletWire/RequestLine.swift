/// The first line of a request, read from its bytes (RFC 9112 §3).
struct RequestLine {
    let method: Method
    /// In origin form, or `*`.
    let target: String
    /// Where in the buffer the authority of an absolute-form target stands.
    let authority: Range<Int>?
    let isHTTP10: Bool

    init(_ line: ArraySlice<UInt8>) throws(WireError) {
        if line.contains(.carriageReturn) { throw .bareCarriageReturn }
        // RFC 9112 §3 lets a server split at any white space; one that does disagrees with one that does not.
        guard let firstSpace = line.firstIndex(of: .space), let lastSpace = line.lastIndex(of: .space),
            firstSpace > line.startIndex, lastSpace > firstSpace + 1, lastSpace < line.endIndex - 1
        else { throw .malformedRequestLine }
        let target = line[firstSpace + 1..<lastSpace]
        if target.contains(.space) { throw .malformedRequestLine }
        method = try RequestLine.method(line[..<firstSpace])
        isHTTP10 = try RequestLine.minorVersion(line[(lastSpace + 1)...]) == 0
        (self.target, authority) = try RequestLine.resolve(target, for: method)
    }

    private static func method(_ bytes: ArraySlice<UInt8>) throws(WireError) -> Method {
        for byte in bytes where !byte.isTokenCharacter { throw .malformedMethod }
        return Method(String(decoding: bytes, as: UTF8.self))
    }

    /// RFC 9112 §2.3. A higher minor version is treated as 1.1 (RFC 9110 §2.5).
    private static func minorVersion(_ bytes: ArraySlice<UInt8>) throws(WireError) -> UInt8 {
        let start = bytes.startIndex
        guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), bytes[start + 5].isDigit,
            bytes[start + 6] == UInt8(ascii: "."), bytes[start + 7].isDigit
        else { throw .malformedVersion }
        let minor = bytes[start + 7] - UInt8(ascii: "0")
        switch bytes[start + 5] {
        case UInt8(ascii: "1"): return minor
        case UInt8(ascii: "2"): throw .http2Preface
        default: throw .unsupportedVersion
        }
    }

    /// RFC 9112 §3.2. Marks that RFC 3986 wants encoded (`[ ] { } | ^`) are let through, since browsers send them in
    /// a query; a control character, a byte above ASCII or a fragment is not.
    private static func resolve(
        _ target: ArraySlice<UInt8>, for method: Method
    ) throws(WireError) -> (target: String, authority: Range<Int>?) {
        if method == .other("CONNECT") { throw .connect }
        for byte in target where byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#") { throw .malformedTarget }
        if target.first == UInt8(ascii: "/") { return (String(decoding: target, as: UTF8.self), nil) }
        if target.elementsEqual("*".utf8) {
            guard method == .options else { throw .asteriskWithoutOptions }
            return ("*", nil)
        }
        guard let scheme = schemeLength(target) else { throw .unknownTargetForm }
        let rest = target.dropFirst(scheme)
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        guard HostSyntax.isValid(rest[..<end]) else { throw .malformedAuthority }
        let path = String(decoding: rest[end...], as: UTF8.self)
        let authority = rest.startIndex..<end
        switch path.utf8.first {
        case nil: return (method == .options ? "*" : "/", authority)  // RFC 9112 §3.2.4
        case UInt8(ascii: "?"): return ("/" + path, authority)
        default: return (path, authority)
        }
    }

    private static func schemeLength(_ target: ArraySlice<UInt8>) -> Int? {
        if target.prefix(7).equalsIgnoringCase("http://".utf8) { return 7 }
        if target.prefix(8).equalsIgnoringCase("https://".utf8) { return 8 }
        return nil
    }
}
