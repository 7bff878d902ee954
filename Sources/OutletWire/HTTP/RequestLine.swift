/// The first line of a request, parsed from its bytes (RFC 9112 §3).
struct RequestLine {
    let method: Method
    /// In origin form, or `*`.
    let target: String
    /// The range in the buffer of an absolute-form target's authority.
    let authority: Range<Int>?
    let isHTTP10: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>) throws(WireError) {
        let end = line.upperBound
        if bytes.firstIndex(of: .carriageReturn, in: line) < end { throw .bareCarriageReturn }
        // RFC 9112 §3 lets a server split at any white space, but then it disagrees with servers that do not.
        let first = bytes.firstIndex(of: .space, in: line)
        guard first > line.lowerBound, first < end else { throw .malformedRequestLine }
        let second = bytes.firstIndex(of: .space, in: first + 1..<end)
        guard second > first + 1, second < end - 1, bytes.firstIndex(of: .space, in: second + 1..<end) == end else {
            throw .malformedRequestLine
        }
        method = try RequestLine.method(bytes, line.lowerBound..<first)
        isHTTP10 = try RequestLine.minorVersion(bytes, second + 1..<end) == 0
        (target, authority) = try RequestLine.resolve(bytes, first + 1..<second, for: method)
    }

    private static func method(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) throws(WireError) -> Method {
        if bytes.equals("GET", in: name) { return .get }
        if bytes.equals("POST", in: name) { return .post }
        for index in name where !bytes[index].isTokenCharacter { throw .malformedMethod }
        return Method(bytes.text(name))
    }

    /// RFC 9112 §2.3. A higher minor version is treated as 1.1 (RFC 9110 §2.5).
    private static func minorVersion(
        _ bytes: UnsafeBufferPointer<UInt8>, _ version: Range<Int>
    ) throws(WireError) -> UInt8 {
        let start = version.lowerBound
        guard version.count == 8, bytes.equals("HTTP/", in: start..<start + 5), bytes[start + 5].isDigit,
            bytes[start + 6] == UInt8(ascii: "."), bytes[start + 7].isDigit
        else { throw .malformedVersion }
        let minor = bytes[start + 7] - UInt8(ascii: "0")
        switch bytes[start + 5] {
        case UInt8(ascii: "1"): return minor
        case UInt8(ascii: "2"): throw .http2Preface
        default: throw .unsupportedVersion
        }
    }

    /// RFC 9112 §3.2. Characters that must be encoded by RFC 3986 (`[ ] { } | ^`) are accepted, since browsers send
    /// them in a query; control characters, non-ASCII bytes and fragments are not.
    private static func resolve(
        _ bytes: UnsafeBufferPointer<UInt8>, _ target: Range<Int>, for method: Method
    ) throws(WireError) -> (target: String, authority: Range<Int>?) {
        if case .other("CONNECT") = method { throw .connect }
        let end = target.upperBound
        if bytes.firstIndex(in: target, marking: ByteScan.notTarget) < end { throw .malformedTarget }
        if bytes[target.lowerBound] == UInt8(ascii: "/") { return (bytes.text(target), nil) }
        if bytes.equals("*", in: target) {
            guard method == .options else { throw .asteriskWithoutOptions }
            return ("*", nil)
        }
        guard let scheme = schemeLength(bytes, target) else { throw .unknownTargetForm }
        let start = target.lowerBound + scheme
        let authority =
            start..<min(
                bytes.firstIndex(of: UInt8(ascii: "/"), in: start..<end),
                bytes.firstIndex(of: UInt8(ascii: "?"), in: start..<end))
        guard HostSyntax.isValid(bytes, authority) else { throw .malformedAuthority }
        let path = bytes.text(authority.upperBound..<end)
        switch path.utf8.first {
        case nil: return (method == .options ? "*" : "/", authority)  // RFC 9112 §3.2.4
        case UInt8(ascii: "?"): return ("/" + path, authority)
        default: return (path, authority)
        }
    }

    private static func schemeLength(_ bytes: UnsafeBufferPointer<UInt8>, _ target: Range<Int>) -> Int? {
        let start = target.lowerBound
        if target.count >= 7, bytes.spells("http://", in: start..<start + 7) { return 7 }
        if target.count >= 8, bytes.spells("https://", in: start..<start + 8) { return 8 }
        return nil
    }
}
