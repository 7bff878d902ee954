import OutletContract
import OutletWire

/// What the walk reads from a request's head: the world, the part of the server that answers, the path and query, the
/// sessions, and the headers that any call may carry.
///
/// It is computed once and shared by all requests that begin with the same bytes. A world is chosen by the URL
/// (`/@name/…`), else by the host name (`name.localhost`), else by `X-Mock-World`; a request that names none goes to
/// `default`.
final class RequestTarget: Sendable {
    static let defaultWorld = "default"

    let world: String
    /// The prefix of this world's URLs, including those in cookies and links, as the client spells it: `/@name`, or
    /// empty if the URL did not choose the world.
    let prefix: String
    let destination: TargetParts.Destination
    /// The path without the world's prefix and the query: `/v1/rentals`.
    let path: String
    let query: String
    /// The matching route, for a call to the API.
    let match: RouteTable<Operation>.Match
    /// The values of its session cookies: a browser that has visited several worlds may send more than one.
    let sids: [String]
    /// See `requestId(of:)`.
    let requestId: String?
    /// The origin of the page that sends the request, if a browser names it.
    let origin: String?
    /// The value of `X-Mock-Fault`.
    let mockFault: String?

    init(_ request: Request) {
        let parts = TargetParts(request.target)
        path = parts.path
        query = parts.query
        prefix = parts.writtenPrefix
        world =
            parts.world ?? RequestTarget.world(ofHost: request)
            ?? RequestTarget.joined("x-mock-world", of: request, separator: ", ") ?? RequestTarget.defaultWorld
        let isLook = request.method == .get || request.method == .head
        let destination = parts.destination
        self.destination =
            isLook && RequestTarget.isFrontDoor(path, request)
            ? .page : destination == .browser && !isLook ? .api : destination
        match = self.destination == .api ? Route.match(request.method, path) : .unknown
        sids = Cookies.values(of: Cookies.session, in: request)
        requestId = RequestTarget.requestId(of: request)
        origin = request.header("origin")
        mockFault = RequestTarget.joined("x-mock-fault", of: request, separator: "; ")
    }

    /// Joins the values of all headers of that name. None is dropped, so that the reader can refuse two that contradict
    /// each other.
    private static func joined(_ name: StaticString, of request: Request, separator: String) -> String? {
        guard let first = request.headerIndex(name) else { return nil }
        guard request.headerIndex(name, from: first + 1) != nil else { return request.header(name) }
        return request.headers("\(name)").joined(separator: separator)
    }

    /// What observers are told about a call to the API.
    var subject: RequestObserver.Subject {
        if case .found(let operation, _) = match { return .operation(operation) }
        return .unknown
    }

    /// The request id from the client, if it may be echoed: visible ASCII, at most 128 characters.
    static func requestId(of request: Request) -> String? {
        guard let given = request.header("x-request-id") else { return nil }
        let isSane = (1...128).contains(given.utf8.count) && given.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isSane ? given : nil
    }

    private var isWorldInPath: Bool { !prefix.isEmpty }

    /// Whether the request chose a world, in whichever way.
    var namesWorld: Bool { isWorldInPath || world != RequestTarget.defaultWorld }

    /// The `Path` of the world's cookies.
    var cookiePath: String { prefix + "/" }

    private static let suffix: StaticString = ".localhost"

    /// The `name` in `Host: name.localhost`. Allocates a string only if there is one.
    private static func world(ofHost request: Request) -> String? {
        guard let range = request.headerRange("host") else { return nil }
        return request.headBytes.withUnsafeBufferPointer { bytes in
            var end = range.lowerBound
            while end < range.upperBound, bytes[end] != UInt8(ascii: ":") { end += 1 }
            // A name may end in the root's dot (RFC 1034 §3.1).
            if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
            let start = end - suffix.utf8CodeUnitCount
            guard start >= range.lowerBound else { return nil }
            // Matches letters of either case; the dot already has that bit.
            for offset in 0..<suffix.utf8CodeUnitCount where bytes[start + offset] | 0x20 != suffix.utf8Start[offset] {
                return nil
            }
            return String(decoding: bytes[range.lowerBound..<start], as: UTF8.self).lowercased()
        }
    }

    /// Whether a person opens the bare address in a browser and gets the panel; other clients that ask for `/` get the
    /// API.
    private static func isFrontDoor(_ path: String, _ request: Request) -> Bool {
        path == "/" && request.acceptWeight(of: "text/html") > 0
    }
}
