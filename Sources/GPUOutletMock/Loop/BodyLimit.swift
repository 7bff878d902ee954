internal import OutletWire

/// How large a request's body may be, and whether it may come at all before the engine has looked, judged by its head.
enum BodyLimit {
    static func bytes(for head: Request, limits: ConnectionLimits) -> Int {
        isControlCall(head.target) ? limits.controlBodyBytes : limits.parser.bodyBytes
    }

    private static let control: StaticString = "/__admin"

    /// `/__admin…`, also behind a world's `/@name`. Over bytes: every request with a body is asked.
    static func isControlCall(_ target: String) -> Bool {
        var target = target
        return target.withUTF8 { bytes in
            var start = 0
            if bytes.count > 2, bytes[1] == UInt8(ascii: "@") {
                start = 2
                while start < bytes.count, bytes[start] != UInt8(ascii: "/") { start += 1 }
            }
            let end = start + control.utf8CodeUnitCount
            guard end <= bytes.count else { return false }
            for offset in start..<end where bytes[offset] != control.utf8Start[offset - start] { return false }
            return end == bytes.count || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "?")
        }
    }
}
