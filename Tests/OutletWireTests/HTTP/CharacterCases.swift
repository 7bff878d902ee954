/// Every byte that may not stand where it stands, one row each: what one careless character class lets through is
/// what smugglers look for.
extension WireCase {
    /// The delimiters of RFC 9110 §5.6.2, which no token has. The colon ends a field's name and is left out.
    private static let delimiters = ["\"", "(", ")", ",", "/", ";", "<", "=", ">", "?", "@", "[", "\\", "]", "{", "}"]
    /// Control characters but tab, LF and CR, which have rows of their own.
    private static let controls: [UInt8] = Array(0...31).filter { ![9, 10, 13].contains($0) } + [127]

    private static func bytes(_ before: String, _ byte: UInt8, _ after: String) -> [UInt8] {
        Array(before.utf8) + [byte] + Array(after.utf8)
    }

    static let characters: [WireCase] =
        each(delimiters) { mark in
            .refuses("\(mark) in a method", 400, "RFC 9110 §9.1", "GE\(mark)T / HTTP/1.1\r\nHost: a\r\n\r\n")
        }
        + each(delimiters) { mark in
            .refuses(
                "\(mark) in a field's name", 400, "RFC 9112 §5", "GET / HTTP/1.1\r\nHost: a\r\nX\(mark)Y: 1\r\n\r\n")
        }
        + each(delimiters.filter { !["(", ")", ",", ";", "="].contains($0) } + ["|", "^", "`", "#"]) { mark in
            .refuses("\(mark) in Host", 400, "RFC 9112 §3.2", "GET / HTTP/1.1\r\nHost: a\(mark)b\r\n\r\n")
        }
        + controls.map { byte in
            .refuses(
                "byte \(byte) in a target", 400, "RFC 9112 §3.2",
                bytes: bytes("GET /a", byte, "b HTTP/1.1\r\nHost: a\r\n\r\n"))
        }
        + controls.map { byte in
            .refuses(
                "byte \(byte) in a value", 400, "RFC 9110 §5.5",
                bytes: bytes("GET / HTTP/1.1\r\nHost: a\r\nX: a", byte, "b\r\n\r\n"))
        }
        + controls.map { byte in
            .refuses(
                "byte \(byte) in a field's name", 400, "RFC 9112 §5",
                bytes: bytes("GET / HTTP/1.1\r\nHost: a\r\nX", byte, ": 1\r\n\r\n"))
        }
        + ([0x80, 0xA0, 0xC3, 0xFF] as [UInt8]).map { byte in
            .refuses(
                "byte \(byte) in a target", 400, "RFC 9112 §3.2",
                bytes: bytes("GET /a", byte, "b HTTP/1.1\r\nHost: a\r\n\r\n"))
        }

    static let versions: [WireCase] =
        each([
            "HTTP/1.", "HTTP/.1", "HTTP/1,1", "HTTP/11", "HTTP/a.b", "HTTPS/1.1", "HTTP/-1.1", "HTTP/1.1.", "HTTP/01.1",
            "HTTP/1.01", "Http/1.1", "HTTP\\1.1", "HTTP/1.1;", "HTTP/1.१", "HTTP/", "HTTP", "H", "1.1", "HTTP/1.1x",
            "HTTP/1_1", "HTTP//1.1", "xHTTP/1.1",
        ]) { version in
            .refuses("version '\(version)'", 400, "RFC 9112 §2.3", "GET / \(version)\r\nHost: a\r\n\r\n")
        }
        + each(["HTTP/0.0", "HTTP/0.9", "HTTP/3.1", "HTTP/9.9"]) { version in
            .refuses("version '\(version)'", 505, "RFC 9110 §15.6.6", "GET / \(version)\r\nHost: a\r\n\r\n")
        }
        + each(["HTTP/1.1", "HTTP/1.9"]) { version in
            .accepts("version '\(version)'", "RFC 9110 §2.5", "GET / \(version)\r\nHost: a\r\n\r\n", as: "GET /")
        }
}
