/// The first line: method, target, version, and what stands before it.
extension WireCase {
    static let requestLine: [WireCase] = [
        .accepts("plain GET", "RFC 9112 §3", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /"),
        .accepts(
            "path and query", "RFC 9112 §3.2.1", "GET /v1/rentals?status=running&x=%20 HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET /v1/rentals?status=running&x=%20"),
        .accepts("unknown method", "RFC 9110 §9.1", "BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", as: "BREW /pot"),
        .accepts("lower-case method", "RFC 9110 §9.1", "get / HTTP/1.1\r\nHost: a\r\n\r\n", as: "get /"),
        .accepts(
            "method of marks", "RFC 9110 §5.6.2", "!#$%&'*+-.^_`|~ / HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "!#$%&'*+-.^_`|~ /"),
        .accepts("HTTP/1.0 without Host", "RFC 9112 §3.2", "GET / HTTP/1.0\r\n\r\n", as: "GET /"),
        .accepts("a higher minor version", "RFC 9110 §2.5", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", as: "GET /"),
        .accepts("one empty line before", "RFC 9112 §2.2", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /"),
        .accepts(
            "marks that browsers send in a query", "RFC 9112 §3.2",
            "GET /x?a[]={b}|c^d`\"<> HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /x?a[]={b}|c^d`\"<>"),
        .accepts(
            "a path that starts with two slashes", "RFC 9112 §3.2.1", "GET //x HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET //x"),
        .accepts("asterisk", "RFC 9112 §3.2.4", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", as: "OPTIONS *"),
        .accepts(
            "absolute form", "RFC 9112 §3.2.2", "GET http://b.test:81/x?y HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /x?y"),
        .accepts(
            "absolute form without path", "RFC 9112 §3.2.2", "GET http://b.test HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET /"),
        .accepts(
            "absolute form with query alone", "RFC 9112 §3.2.2", "GET http://b.test?q HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET /?q"),
        .accepts(
            "absolute form in capitals", "RFC 9110 §4.2.3", "GET HTTP://B/x HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /x"),
        .accepts(
            "absolute form, https", "RFC 9112 §3.2.2", "GET https://b/x HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /x"),
        .accepts(
            "absolute OPTIONS without path", "RFC 9112 §3.2.4", "OPTIONS http://b.test HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "OPTIONS *"),
        .accepts(
            "absolute form in HTTP/1.0 without Host", "RFC 9112 §3.2.2", "GET http://b/x HTTP/1.0\r\n\r\n", as: "GET /x"
        ),
        .accepts(
            "target of 8,000 bytes", "RFC 9112 §3",
            "GET /\(String(repeating: "x", count: 7999)) HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET /\(String(repeating: "x", count: 7999))"),

        .waits("nothing but an empty line", "RFC 9112 §2.2", "\r\n"),
        .waits("half a line", "RFC 9112 §3", "GET / HT"),
        .waits("a line without its LF", "RFC 9112 §2.2", "GET / HTTP/1.1\r"),

        .refuses("two empty lines before", 400, "RFC 9112 §2.2", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("bare LF before", 400, "RFC 9112 §2.2", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("bare CR before", 400, "RFC 9112 §2.2", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("space before", 400, "RFC 9112 §3", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("bare LF at the end", 400, "RFC 9112 §2.2", "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        .refuses("bare CR inside", 400, "RFC 9112 §2.2", "GET /a\rb HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("CR CR LF", 400, "RFC 9112 §2.2", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n"),
        .refuses("no target", 400, "RFC 9112 §3", "GET HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("two spaces before the target", 400, "RFC 9112 §3", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("two spaces before the version", 400, "RFC 9112 §3", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a space at the end", 400, "RFC 9112 §3", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
        .refuses("a space in the target", 400, "RFC 9112 §3", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a tab for a space", 400, "RFC 9112 §3", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("HTTP/0.9", 400, "RFC 9112 §3", "GET /\r\n"),
        .refuses("a method alone", 400, "RFC 9112 §3", "GET\r\n\r\n"),
        .refuses("a colon in the method", 400, "RFC 9110 §9.1", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a byte above ASCII in the method", 400, "RFC 9110 §9.1", "GÉT / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a control character in the target", 400, "RFC 9112 §3.2", "GET /\u{1} HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("NUL in the target", 400, "RFC 9112 §3.2", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("DEL in the target", 400, "RFC 9112 §3.2", "GET /\u{7F} HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a byte above ASCII in the target", 400, "RFC 9112 §3.2", "GET /é HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a fragment", 400, "RFC 9112 §3.2", "GET /#top HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a path without slash", 400, "RFC 9112 §3.2", "GET v1/rentals HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("authority form without CONNECT", 400, "RFC 9112 §3.2", "GET a.test:80 HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("another scheme", 400, "RFC 9112 §3.2", "GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("absolute form without host", 400, "RFC 9110 §4.2.4", "GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("absolute form with a user", 400, "RFC 9110 §4.2.4", "GET http://u:p@b/x HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("asterisk without OPTIONS", 400, "RFC 9112 §3.2.4", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("CONNECT", 501, "RFC 9110 §9.3.6", "CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n"),
        .refuses("HTTP/2.0", 505, "RFC 9113 §3.3", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
        .refuses("HTTP/3.0", 505, "RFC 9110 §15.6.6", "GET / HTTP/3.0\r\nHost: a\r\n\r\n"),
        .refuses("HTTP/0.9 in words", 505, "RFC 9110 §15.6.6", "GET / HTTP/0.9\r\nHost: a\r\n\r\n"),
        .refuses("version without minor", 400, "RFC 9112 §2.3", "GET / HTTP/2\r\nHost: a\r\n\r\n"),
        .refuses("version in lower case", 400, "RFC 9112 §2.3", "GET / http/1.1\r\nHost: a\r\n\r\n"),
        .refuses("version of two digits", 400, "RFC 9112 §2.3", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
        .refuses("another protocol", 400, "RFC 9112 §2.3", "GET / ICAP/1.0\r\nHost: a\r\n\r\n"),
        .refuses("target too long", 414, "RFC 9112 §3", "GET /\(String(repeating: "x", count: 8192)) HTTP/1.1\r\n"),
        .refuses("target that never ends", 414, "RFC 9112 §3", "GET /\(String(repeating: "x", count: 20_000))"),
        .refuses("method that never ends", 501, "RFC 9112 §3", String(repeating: "G", count: 20_000)),
    ]

    /// What other protocols say first.
    static let foreign: [WireCase] = [
        .refuses("HTTP/2 preface", 505, "RFC 9113 §3.3", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        .refuses(
            "TLS hello", 400, "RFC 9112 §2.2",
            bytes: [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]),
        .refuses("SSL 2 hello", 400, "RFC 9112 §3", bytes: [0x80, 0x2E, 0x01, 0x00, 0x02]),
        .refuses("WebSocket frame", 400, "RFC 9112 §3", bytes: [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F]),
        .refuses("SSH banner", 400, "RFC 9112 §3", "SSH-2.0-OpenSSH_9.6\r\n"),
        .refuses("SMTP greeting", 400, "RFC 9112 §2.3", "MAIL FROM:<a@b> SIZE=1\r\n"),
        .refuses("a JSON document", 400, "RFC 9112 §3", "{\"a\":1}"),
        .refuses("a single NUL", 400, "RFC 9112 §3", bytes: [0]),
        .refuses("PROXY protocol 2", 400, "RFC 9112 §2.2", bytes: [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51]),
        .refuses("a response", 400, "RFC 9110 §9.1", "HTTP/1.1 200 OK\r\n\r\n"),
    ]
}
