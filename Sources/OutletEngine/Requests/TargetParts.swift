import OutletWire

/// A request target, split into the world that its path names, the rest of the path, and the query.
///
/// Equivalent spellings of a URL give the same target: an unreserved character may be written `%7E` or `~` (RFC 3986
/// §6.2.2.2), and clients that encode path segments write `/%40name` for `/@name`. All code that decides where a
/// request goes must use this type.
package struct TargetParts: Sendable {
    /// Which part of the server answers.
    enum Destination: Sendable {
        case api
        case control
        case page
        /// Requests that browsers send by themselves, whatever page they show.
        case browser
    }

    /// The target in its normal form.
    private let text: String
    /// The target as the client spelt it.
    private let written: String
    private let marks: Marks

    package init(_ target: String) {
        written = target
        let marks = Marks(target)
        guard marks.hasPercentSign else {
            text = target
            self.marks = marks
            return
        }
        text = PercentCoding.normalized(target, to: marks.pathEnd)
        self.marks = Marks(text)
    }

    /// The text between `/@` and the next slash; nil if the path names no world.
    var world: String? { marks.nameStart.map { part($0..<marks.pathStart) } }

    /// The prefix that chose the world, as the client spelt it, so that cookies and links match the client's own URLs:
    /// `/@name`, or empty.
    var writtenPrefix: String {
        guard marks.nameStart != nil else { return "" }
        let end = written.utf8.dropFirst().firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        return String(written[..<(end ?? written.endIndex)])
    }

    /// The path without the world's prefix and the query: `/v1/rentals`.
    var path: String { marks.pathStart == marks.pathEnd ? "/" : part(marks.pathStart..<marks.pathEnd) }

    /// The part after the question mark, as it was sent.
    var query: String { marks.pathEnd == text.utf8.count ? "" : part(marks.pathEnd + 1..<text.utf8.count) }

    /// Whether this is a call to the control plane.
    package var isControl: Bool { destination == .control }

    /// Whether browsers send this request by themselves.
    package var isOfBrowser: Bool { destination == .browser }

    /// The destination, decided by the first bytes of the path; nearly always the API. Allocates nothing.
    var destination: Destination {
        var text = text
        return text.withUTF8 { bytes in
            let path = UnsafeBufferPointer(rebasing: bytes[marks.pathStart..<marks.pathEnd])
            if TargetParts.begins(path, with: "/v1/") { return .api }
            if TargetParts.stands("/__admin", atStartOf: path) { return .control }
            for page: StaticString in ["/__stripe", "/__oauth", "/app", "/login"]
            where TargetParts.stands(page, atStartOf: path) {
                return .page
            }
            return TargetParts.isOfBrowsers(path) ? .browser : .api
        }
    }

    /// Whether the path is an icon that browsers fetch for any page, or a file that they and crawlers request from any
    /// site (RFC 8615, RFC 9309).
    private static func isOfBrowsers(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        for whole: StaticString in ["/favicon.ico", "/robots.txt", "/browserconfig.xml"]
        where path.count == whole.utf8CodeUnitCount && begins(path, with: whole) {
            return true
        }
        return begins(path, with: "/.well-known/") || begins(path, with: "/apple-touch-icon")
    }

    /// Whether the first segment is this one.
    private static func stands(_ segment: StaticString, atStartOf path: UnsafeBufferPointer<UInt8>) -> Bool {
        guard begins(path, with: segment) else { return false }
        let end = segment.utf8CodeUnitCount
        return end == path.count || path[end] == UInt8(ascii: "/")
    }

    private static func begins(_ path: UnsafeBufferPointer<UInt8>, with text: StaticString) -> Bool {
        guard path.count >= text.utf8CodeUnitCount else { return false }
        for offset in 0..<text.utf8CodeUnitCount where path[offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// The part at these byte offsets. A target is ASCII (RFC 9112 §3.2), so no character is split.
    private func part(_ range: Range<Int>) -> String {
        if range.count == text.utf8.count { return text }
        var text = text
        return text.withUTF8 { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
    }
}

extension TargetParts {
    /// The byte offsets of the delimiters in a target.
    private struct Marks: Sendable {
        /// The start of the world's name, if the path names one.
        var nameStart: Int?
        /// The end of the world's prefix.
        var pathStart = 0
        /// The question mark, or the end of the target.
        let pathEnd: Int
        let hasPercentSign: Bool

        init(_ target: String) {
            var target = target
            self = target.withUTF8 { Marks($0) }
        }

        private init(_ bytes: UnsafeBufferPointer<UInt8>) {
            pathEnd = bytes.firstIndex(of: UInt8(ascii: "?"), in: 0..<bytes.count)
            hasPercentSign = bytes.firstIndex(of: UInt8(ascii: "%"), in: 0..<pathEnd) < pathEnd
            let path = UnsafeBufferPointer(rebasing: bytes[..<pathEnd])
            for sign: StaticString in ["/@", "/%40"] where TargetParts.begins(path, with: sign) {
                let start = sign.utf8CodeUnitCount
                nameStart = start
                pathStart = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? pathEnd
                return
            }
        }
    }
}
