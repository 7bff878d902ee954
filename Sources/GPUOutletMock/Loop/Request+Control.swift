internal import OutletWire

extension Request {
    /// Whether this goes to the control plane: its body may be large, and may not come before its head was judged.
    var isControlCall: Bool { ControlPath.isPrefix(of: target) }
}

private enum ControlPath {
    private static let path: StaticString = "/__admin"

    /// `/__admin…`, also behind a world's `/@name`. Over bytes: every request with a body is asked.
    static func isPrefix(of target: String) -> Bool {
        var target = target
        return target.withUTF8 { bytes in
            var start = 0
            if bytes.count > 2, bytes[1] == UInt8(ascii: "@") {
                start = 2
                while start < bytes.count, bytes[start] != UInt8(ascii: "/") { start += 1 }
            }
            let end = start + path.utf8CodeUnitCount
            guard end <= bytes.count else { return false }
            for offset in start..<end where bytes[offset] != path.utf8Start[offset - start] { return false }
            return end == bytes.count || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "?")
        }
    }
}
