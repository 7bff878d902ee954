internal import OutletWire

/// How large a request's body may be, judged by its head alone.
enum BodyLimit {
    static func bytes(for head: Request, limits: ConnectionLimits) -> Int {
        isControlCall(head.target) ? limits.controlBodyBytes : limits.parser.bodyBytes
    }

    /// `/__admin…`, also behind a world's `/@name`.
    private static func isControlCall(_ target: String) -> Bool {
        var path = Substring(target)
        if path.hasPrefix("/@"), let slash = path.dropFirst().firstIndex(of: "/") { path = path[slash...] }
        guard path.hasPrefix("/__admin") else { return false }
        let next = path.dropFirst("/__admin".count).first
        return next == nil || next == "/" || next == "?"
    }
}
