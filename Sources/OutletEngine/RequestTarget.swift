import OutletWire

/// Where a request wants to go: which world, which room of the house, and the path and query behind them.
///
/// A world is chosen by the URL (`/@name/…`), else by the host name (`name.localhost`), else by `X-Mock-World`; a
/// request that names none goes to `default`.
struct RequestTarget: Sendable {
    enum Room: Sendable {
        case api
        case control
        case page
    }

    static let defaultWorld = "default"

    var world: String
    /// Whether the URL chose the world: then cookies and links carry its prefix.
    var isWorldInPath: Bool
    var room: Room
    /// Without the world's prefix and without the query: `/v1/rentals`.
    var path: Substring
    var query: Substring

    init(_ request: Request) {
        var rest = request.target[...]
        query = ""
        if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[rest.utf8.index(after: mark)...]
            rest = rest[..<mark]
        }
        if rest.utf8.starts(with: "/@".utf8) {
            let name = rest.dropFirst(2).prefix { $0 != "/" }
            world = String(name)
            isWorldInPath = true
            rest = rest[name.endIndex...]
            path = rest.isEmpty ? "/" : rest
        } else {
            isWorldInPath = false
            path = rest
            world =
                RequestTarget.world(ofHost: request.header("host")) ?? request.header("x-mock-world")
                ?? RequestTarget.defaultWorld
        }
        room = RequestTarget.room(of: path)
    }

    /// Whether the request chose a world, in whichever way.
    var namesWorld: Bool { isWorldInPath || world != RequestTarget.defaultWorld }

    /// The prefix of everything that belongs to this world, as the client sees it: `/@name`, or nothing.
    var prefix: String { isWorldInPath ? "/@\(world)" : "" }

    /// Where the world's cookies belong.
    var cookiePath: String { isWorldInPath ? prefix + "/" : "/" }

    private static func world(ofHost host: String?) -> String? {
        guard let host, host.utf8.contains(where: { $0 == UInt8(ascii: "l") || $0 == UInt8(ascii: "L") }) else {
            return nil
        }
        let name = host.lowercased().prefix { $0 != ":" }
        return name.hasSuffix(".localhost") ? String(name.dropLast(".localhost".count)) : nil
    }

    private static func room(of path: Substring) -> Room {
        let bytes = path.utf8
        if bytes.starts(with: "/v1/".utf8) { return .api }
        if path == "/__admin" || bytes.starts(with: "/__admin/".utf8) { return .control }
        for page in ["/__stripe", "/__oauth", "/app", "/login"] {
            guard bytes.starts(with: page.utf8) else { continue }
            let next = bytes.dropFirst(page.utf8.count).first
            if next == nil || next == UInt8(ascii: "/") { return .page }
        }
        return .api
    }
}
