/// Fields: their grammar, their limits, and Host.
extension WireCase {
    /// A request that is good but for one field line.
    private static func with(_ line: String) -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n" }
    private static func host(_ value: String) -> String { "GET / HTTP/1.1\r\nHost:\(value)\r\n\r\n" }

    static let fields: [WireCase] = [
        .accepts("no space after the colon", "RFC 9112 §5", with("X:1"), as: "GET /"),
        .accepts("white space around a value", "RFC 9112 §5.1", with("X: \t 1 \t"), as: "GET /"),
        .accepts("an empty value", "RFC 9112 §5", with("X:"), as: "GET /"),
        .accepts("a value of white space", "RFC 9112 §5", with("X: \t "), as: "GET /"),
        .accepts("a tab inside a value", "RFC 9110 §5.5", with("X: a\tb"), as: "GET /"),
        .accepts("bytes above ASCII in a value", "RFC 9110 §5.5", with("X: é"), as: "GET /"),
        .accepts("a name of marks", "RFC 9110 §5.1", with("!#$%&'*+-.^_`|~: 1"), as: "GET /"),
        .accepts("colons in a value", "RFC 9112 §5", with("X: a:b::c"), as: "GET /"),
        .accepts("a repeated field", "RFC 9110 §5.2", with("X: 1\r\nX: 2"), as: "GET /"),
        .accepts("an unknown expectation", "RFC 9110 §10.1.1", with("Expect: the-unexpected"), as: "GET /"),
        .accepts(
            "an upgrade that is not taken", "RFC 9110 §7.8", with("Upgrade: h2c\r\nConnection: Upgrade"), as: "GET /"),
        .accepts(
            "100 fields", "RFC 6585 §5",
            with((1...99).map { "X-\($0): 1" }.joined(separator: "\r\n")), as: "GET /"),
        .accepts(
            "a value of 30,000 bytes", "RFC 6585 §5", with("X: \(String(repeating: "v", count: 30_000))"), as: "GET /"),

        .waits("fields without their empty line", "RFC 9112 §2.1", "GET / HTTP/1.1\r\nHost: a\r\n"),
        .waits("an empty line without its LF", "RFC 9112 §2.1", "GET / HTTP/1.1\r\nHost: a\r\n\r"),

        .refuses("space before the colon", 400, "RFC 9112 §5.1", with("X : 1")),
        .refuses("tab before the colon", 400, "RFC 9112 §5.1", with("X\t: 1")),
        .refuses("folded value", 400, "RFC 9112 §5.2", with("X: 1\r\n 2")),
        .refuses("folded value, tab", 400, "RFC 9112 §5.2", with("X: 1\r\n\t2")),
        .refuses("fold of nothing", 400, "RFC 9112 §5.2", with("X: 1\r\n ")),
        .refuses("space before the first field", 400, "RFC 9112 §2.2", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        .refuses("no colon", 400, "RFC 9112 §5", with("X")),
        .refuses("no name", 400, "RFC 9112 §5", with(": 1")),
        .refuses("space in a name", 400, "RFC 9112 §5.1", with("X Y: 1")),
        .refuses("a name above ASCII", 400, "RFC 9112 §5", with("Xé: 1")),
        .refuses("brackets in a name", 400, "RFC 9112 §5", with("X[0]: 1")),
        .refuses("NUL in a name", 400, "RFC 9112 §5", with("X\0: 1")),
        .refuses("NUL in a value", 400, "RFC 9110 §5.5", with("X: a\0b")),
        .refuses("NUL at a value's end", 400, "RFC 9110 §5.5", with("X: a\0")),
        .refuses("control character in a value", 400, "RFC 9110 §5.5", with("X: \u{1}")),
        .refuses("vertical tab in a value", 400, "RFC 9110 §5.5", with("X: \u{B}1")),
        .refuses("DEL in a value", 400, "RFC 9110 §5.5", with("X: \u{7F}")),
        .refuses("bare CR in a value", 400, "RFC 9112 §2.2", with("X: a\rY: b")),
        .refuses("bare CR in a name", 400, "RFC 9112 §2.2", with("X\rY: b")),
        .refuses("bare LF after a field", 400, "RFC 9112 §2.2", "GET / HTTP/1.1\r\nHost: a\nX: 1\r\n\r\n"),
        .refuses("bare LF for the empty line", 400, "RFC 9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
        .refuses("LF CR", 400, "RFC 9112 §2.2", "GET / HTTP/1.1\n\rHost: a\n\r\n\r"),
        .refuses(
            "101 fields", 431, "RFC 6585 §5", with((1...100).map { "X-\($0): 1" }.joined(separator: "\r\n"))),
        .refuses("a value too long", 431, "RFC 6585 §5", with("X: \(String(repeating: "v", count: 33_000))")),
        .refuses(
            "a field that never ends", 431, "RFC 6585 §5",
            "GET / HTTP/1.1\r\nX: \(String(repeating: "v", count: 40_000))"),
        .refuses(
            "fields too long together", 431, "RFC 6585 §5",
            with((1...90).map { "X-\($0): \(String(repeating: "v", count: 400))" }.joined(separator: "\r\n"))),

        .accepts("Host with a port", "RFC 9110 §7.2", host("a.test:4429"), as: "GET /"),
        .accepts("Host with an empty port", "RFC 9110 §7.2", host(" a.test:"), as: "GET /"),
        .accepts("Host that names a world", "RFC 9110 §7.2", host(" pool-empty~t17.localhost:4429"), as: "GET /"),
        .accepts("Host that is IPv4", "RFC 9110 §7.2", host(" 127.0.0.1:4429"), as: "GET /"),
        .accepts("Host that is IPv6", "RFC 9110 §7.2", host(" [::1]:4429"), as: "GET /"),
        .accepts("Host with an underscore", "RFC 3986 §3.2.2", host(" my_host"), as: "GET /"),
        .accepts("Host with an encoded byte", "RFC 3986 §3.2.2", host(" a%2Db"), as: "GET /"),
        .accepts("HOST in capitals", "RFC 9110 §5.1", "GET / HTTP/1.1\r\nHOST: a\r\n\r\n", as: "GET /"),
        .refuses("no Host", 400, "RFC 9112 §3.2", "GET / HTTP/1.1\r\n\r\n"),
        .refuses("no Host in absolute form", 400, "RFC 9112 §3.2", "GET http://a/ HTTP/1.1\r\n\r\n"),
        .refuses("two Hosts", 400, "RFC 9112 §3.2", with("Host: b")),
        .refuses("the same Host twice", 400, "RFC 9112 §3.2", with("host: a")),
        .refuses("two Hosts in HTTP/1.0", 400, "RFC 9112 §3.2", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"),
        .refuses("empty Host", 400, "RFC 9112 §3.2", host("")),
        .refuses("Host of a port", 400, "RFC 9112 §3.2", host(" :80")),
        .refuses("Host with a slash", 400, "RFC 9112 §3.2", host(" a/b")),
        .refuses("Host with a user", 400, "RFC 9112 §3.2", host(" u@a")),
        .refuses("Host with a space", 400, "RFC 9112 §3.2", host(" a b")),
        .refuses("Host of two", 400, "RFC 9112 §3.2", host(" a:80, b:80")),
        .refuses("Host with letters for a port", 400, "RFC 9112 §3.2", host(" a:http")),
        .refuses("Host with a negative port", 400, "RFC 9112 §3.2", host(" a:-1")),
        .refuses("Host with a port of six digits", 400, "RFC 9112 §3.2", host(" a:100000")),
        .refuses("Host with half an address", 400, "RFC 9112 §3.2", host(" [::1")),
        .refuses("Host with an empty address", 400, "RFC 9112 §3.2", host(" []")),
        .refuses("Host with text behind the address", 400, "RFC 9112 §3.2", host(" [::1]x")),
        .refuses("Host with a broken escape", 400, "RFC 9112 §3.2", host(" a%2")),
        .refuses("Host above ASCII", 400, "RFC 9112 §3.2", host(" é.test")),
        .refuses("Host that is a URL", 400, "RFC 9112 §3.2", host(" http://a")),
    ]
}
