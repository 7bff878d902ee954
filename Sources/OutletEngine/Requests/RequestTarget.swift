import OutletContract
import OutletWire

/// What the walk reads of a request's head: which world it wants, which part of the server answers, the path and query behind
/// them, the sessions that it names, and the fields that every call may bear.
///
/// It is found out once for all requests that begin with the same bytes, and they share it. A world is chosen by the
/// URL (`/@name/…`), else by the host name (`name.localhost`), else by `X-Mock-World`; a request that names none goes to
/// `default`.
final class RequestTarget: Sendable {
    static let defaultWorld = "default"

    let world: String
    /// What stands before everything that belongs to this world, cookies and links among it, as the client spells it:
    /// `/@name`, or nothing where the URL did not choose the world.
    let prefix: String
    let destination: TargetParts.Destination
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

    /// What all fields of that name say together: none of them is passed over, so two that contradict each other are
    /// refused by whoever reads them.
    private static func joined(_ name: StaticString, of request: Request, separator: String) -> String? {
        guard let first = request.headerIndex(name) else { return nil }
        guard request.headerIndex(name, from: first + 1) != nil else { return request.header(name) }
        return request.headers("\(name)").joined(separator: separator)
    }

    /// For a call of the API.
    var subject: RequestObserver.Subject {
        if case .found(let operation, _) = match { return .operation(operation) }
        return .unknown
    }

    /// The id that a client gave its request, where it is one that we repeat: visible ASCII, at most 128 characters.
    static func requestId(of request: Request) -> String? {
        guard let given = request.header("x-request-id") else { return nil }
        let isSane = (1...128).contains(given.utf8.count) && given.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isSane ? given : nil
    }

    private var isWorldInPath: Bool { !prefix.isEmpty }

    /// Whether the request chose a world, in whichever way.
    var namesWorld: Bool { isWorldInPath || world != RequestTarget.defaultWorld }

    /// Where the world's cookies belong.
    var cookiePath: String { prefix + "/" }

    private static let suffix: StaticString = ".localhost"

    /// `name` of a `Host: name.localhost`; text is made only where there is one.
    private static func world(ofHost request: Request) -> String? {
        guard let range = request.headerRange("host") else { return nil }
        return request.headBytes.withUnsafeBufferPointer { bytes in
            var end = range.lowerBound
            while end < range.upperBound, bytes[end] != UInt8(ascii: ":") { end += 1 }
            // The root's dot may stand behind a name (RFC 1034 §3.1).
            if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
            let start = end - suffix.utf8CodeUnitCount
            guard start >= range.lowerBound else { return nil }
            // Letters of either case; the dot has that bit anyway.
            for offset in 0..<suffix.utf8CodeUnitCount where bytes[start + offset] | 0x20 != suffix.utf8Start[offset] {
                return nil
            }
            return String(decoding: bytes[range.lowerBound..<start], as: UTF8.self).lowercased()
        }
    }

    /// A person who opens the bare address in a browser is led to the panel; a client that asks for `/` meets the API.
    private static func isFrontDoor(_ path: String, _ request: Request) -> Bool {
        path == "/" && request.acceptWeight(of: "text/html") > 0
    }
}
