import OutletContract
import OutletWire

/// What the walk reads of a request's head: which world it wants, which room of the house, the path and query behind
/// them, the sessions that it names, and the fields that every call may bear.
///
/// It is found out once for all requests that begin with the same bytes, and they share it. A world is chosen by the
/// URL (`/@name/…`), else by the host name (`name.localhost`), else by `X-Mock-World`; a request that names none goes to
/// `default`.
final class RequestTarget: Sendable {
    enum Room: Sendable {
        case api
        case control
        case page
    }

    static let defaultWorld = "default"

    let world: String
    /// Whether the URL chose the world: then cookies and links carry its prefix.
    let isWorldInPath: Bool
    let room: Room
    /// Without the world's prefix and without the query: `/v1/rentals`.
    let path: String
    let query: String
    /// Where the path leads, for a call of the API.
    let match: RouteTable<Operation>.Match
    /// The values of its session cookies: a browser that has been in several worlds may send more than one.
    let sids: [String]
    /// See `requestId(of:)`.
    let requestId: String?
    /// The page that asks, where a browser says so.
    let origin: String?
    /// What `X-Mock-Fault` says.
    let mockFault: String?

    init(_ request: Request) {
        let target = request.target
        let parts = Parts(target)
        query = parts.mark.map { String(target.suffix(bytes: $0 + 1)) } ?? ""
        if let name = parts.name {
            world = String(target.part(bytes: name))
            isWorldInPath = true
            let rest = target.part(bytes: name.upperBound..<(parts.mark ?? target.utf8.count))
            path = rest.isEmpty ? "/" : String(rest)
        } else {
            isWorldInPath = false
            path = parts.mark.map { String(target.part(bytes: 0..<$0)) } ?? target
            world =
                RequestTarget.world(ofHost: request) ?? request.header("x-mock-world") ?? RequestTarget.defaultWorld
        }
        room = RequestTarget.room(of: path)
        match = room == .api ? Route.match(request.method, path[...]) : .unknown
        sids = Cookies.values(of: Cookies.session, in: request)
        requestId = RequestTarget.requestId(of: request)
        origin = request.header("origin")
        mockFault = request.header("x-mock-fault")
    }

    /// The id that a client gave its request, where it is one that we repeat: visible ASCII, at most 128 characters.
    static func requestId(of request: Request) -> String? {
        guard let given = request.header("x-request-id") else { return nil }
        let isSane = (1...128).contains(given.utf8.count) && given.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isSane ? given : nil
    }

    /// Where the marks stand in a target, in bytes.
    private struct Parts {
        /// The question mark.
        var mark: Int?
        /// What stands between `/@` and the next slash.
        var name: Range<Int>?

        init(_ target: String) {
            var target = target
            (mark, name) = target.withUTF8 { bytes in
                let mark = bytes.firstIndex(of: UInt8(ascii: "?"))
                let end = mark ?? bytes.count
                guard end >= 2, bytes[0] == UInt8(ascii: "/"), bytes[1] == UInt8(ascii: "@") else { return (mark, nil) }
                var slash = 2
                while slash < end, bytes[slash] != UInt8(ascii: "/") { slash += 1 }
                return (mark, 2..<slash)
            }
        }
    }

    /// Whether the request chose a world, in whichever way.
    var namesWorld: Bool { isWorldInPath || world != RequestTarget.defaultWorld }

    /// The prefix of everything that belongs to this world, as the client sees it: `/@name`, or nothing.
    var prefix: String { isWorldInPath ? "/@\(world)" : "" }

    /// Where the world's cookies belong.
    var cookiePath: String { isWorldInPath ? prefix + "/" : "/" }

    private static let suffix: StaticString = ".localhost"

    /// `name` of a `Host: name.localhost`; text is made only where there is one.
    private static func world(ofHost request: Request) -> String? {
        guard let range = request.headerRange("host") else { return nil }
        return request.headBytes.withUnsafeBufferPointer { bytes in
            var end = range.lowerBound
            while end < range.upperBound, bytes[end] != UInt8(ascii: ":") { end += 1 }
            let start = end - suffix.utf8CodeUnitCount
            guard start >= range.lowerBound else { return nil }
            // Letters of either case; the dot has that bit anyway.
            for offset in 0..<suffix.utf8CodeUnitCount where bytes[start + offset] | 0x20 != suffix.utf8Start[offset] {
                return nil
            }
            return String(decoding: bytes[range.lowerBound..<start], as: UTF8.self).lowercased()
        }
    }

    /// By the first bytes of the path; nearly always those of the API.
    private static func room(of path: String) -> Room {
        var text = path
        let isPlainCall = text.withUTF8 {
            $0.count >= 4 && $0[0] == UInt8(ascii: "/") && $0[1] == UInt8(ascii: "v") && $0[2] == UInt8(ascii: "1")
                && $0[3] == UInt8(ascii: "/")
        }
        if isPlainCall { return .api }
        let bytes = path.utf8
        if path == "/__admin" || bytes.starts(with: "/__admin/".utf8) { return .control }
        for page in ["/__stripe", "/__oauth", "/app", "/login"] {
            guard bytes.starts(with: page.utf8) else { continue }
            let next = bytes.dropFirst(page.utf8.count).first
            if next == nil || next == UInt8(ascii: "/") { return .page }
        }
        return .api
    }
}

extension String {
    /// A part by its bytes. A target is ASCII (RFC 9112 §3.2), so no character is cut.
    fileprivate func part(bytes range: Range<Int>) -> Substring {
        let start = utf8.index(startIndex, offsetBy: range.lowerBound)
        return self[start..<utf8.index(start, offsetBy: range.count)]
    }

    fileprivate func suffix(bytes start: Int) -> Substring { self[utf8.index(startIndex, offsetBy: start)...] }
}
