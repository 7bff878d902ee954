/// Messages that two readers would cut differently: the catalogue of request smuggling. Each is refused, or is read in
/// the only way that RFC 9112 leaves.
extension WireCase {
    private static func post(_ fields: String, _ body: String = "") -> String {
        "POST /x HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)"
    }
    private static let prefix = "0\r\n\r\nGET /admin HTTP/1.1\r\nX: x"

    static let smuggling: [WireCase] = [
        // Content-Length against Transfer-Encoding.
        .refuses("CL.TE", 400, "RFC 9112 §6.1", post("Content-Length: 33\r\nTransfer-Encoding: chunked", prefix)),
        .refuses(
            "TE.CL", 400, "RFC 9112 §6.1", post("Transfer-Encoding: chunked\r\nContent-Length: 4", "5c\r\nGET /admin")),
        .refuses(
            "CL.TE with a list", 400, "RFC 9112 §6.1",
            post("Content-Length: 6\r\nTransfer-Encoding: identity, chunked", prefix)),
        .refuses(
            "TE between two lengths", 400, "RFC 9110 §8.6",
            post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\nContent-Length: 7", prefix)),
        .refuses(
            "CL.TE in HTTP/1.0", 400, "RFC 9112 §6.1",
            "POST / HTTP/1.0\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n\(prefix)"),
        .refuses(
            "TE with keep-alive in HTTP/1.0", 400, "RFC 9112 §6.1",
            "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n\(prefix)"),
        .refuses(
            "TE on GET with a length", 400, "RFC 9112 §6.1",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n\(prefix)"),

        // Transfer-Encoding hidden from one of two readers.
        .refuses(
            "TE, then an unknown TE", 400, "RFC 9112 §6.3",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x", prefix)),
        .refuses(
            "an unknown TE, then TE", 501, "RFC 9112 §6.1",
            post("Transfer-Encoding: x\r\nTransfer-Encoding: chunked", prefix)),
        .refuses(
            "TE behind a space", 400, "RFC 9112 §5.2", post("Content-Length: 4\r\n Transfer-Encoding: chunked", prefix)),
        .refuses("TE behind a bare LF", 400, "RFC 9112 §2.2", post("X: x\nTransfer-Encoding: chunked", prefix)),
        .refuses(
            "TE with its colon in the next line", 400, "RFC 9112 §5", post("Transfer-Encoding\r\n: chunked", prefix)),
        .refuses("TE folded in two", 400, "RFC 9112 §5.2", post("Transfer-Encoding: x\r\n , chunked", prefix)),
        .refuses("TE with a NUL behind", 400, "RFC 9110 §5.5", post("Transfer-Encoding: chunked\0", prefix)),
        .refuses("TE with a NUL before", 400, "RFC 9110 §5.5", post("Transfer-Encoding: \0chunked", prefix)),
        .refuses("TE with a form feed", 400, "RFC 9110 §5.5", post("Transfer-Encoding: \u{C}chunked", prefix)),
        .refuses("TE with a bare CR inside", 400, "RFC 9112 §2.2", post("Transfer-Encoding: chun\rked", prefix)),
        .refuses("TE with a bare CR behind", 400, "RFC 9112 §2.2", post("Transfer-Encoding: chunked\r", prefix)),
        .refuses("TE with a no-break space", 400, "RFC 9112 §6.3", post("Transfer-Encoding: \u{A0}chunked", prefix)),
        .refuses("TE in single quotes", 400, "RFC 9112 §6.3", post("Transfer-Encoding: 'chunked'", prefix)),
        .refuses("TE with a comment", 400, "RFC 9112 §6.3", post("Transfer-Encoding: chunked (yes)", prefix)),
        .refuses("TE with a semicolon", 400, "RFC 9112 §6.3", post("Transfer-Encoding: chunked;", prefix)),
        .refuses("TE with an equals sign", 400, "RFC 9112 §6.3", post("Transfer-Encoding: =chunked", prefix)),
        .refuses("TE of the word twice", 400, "RFC 9112 §6.3", post("Transfer-Encoding: chunkedchunked", prefix)),
        .refuses("TE that is cut", 400, "RFC 9112 §6.3", post("Transfer-Encoding: chunke", prefix)),
        .refuses("TE of commas", 400, "RFC 9112 §6.3", post("Transfer-Encoding: ,,,", prefix)),
        .refuses("TE thrice", 400, "RFC 9112 §7.1", post("Transfer-Encoding: chunked, chunked, chunked", prefix)),
        .refuses("TE with identity below", 501, "RFC 9112 §6.1", post("Transfer-Encoding: identity, chunked", prefix)),
        .refuses("TE with a tab before the colon", 400, "RFC 9112 §5.1", post("Transfer-Encoding\t: chunked", prefix)),
        .refuses(
            "TE with a vertical tab in its name", 400, "RFC 9112 §5", post("Transfer-Encoding\u{B}: chunked", prefix)),
        .refuses("TE after a line without colon", 400, "RFC 9112 §5", post("x\r\nTransfer-Encoding: chunked", prefix)),
        .refuses(
            "TE after a line of spaces", 400, "RFC 9112 §5.2", post("X: 1\r\n  \r\nTransfer-Encoding: chunked", prefix)),
        .accepts(
            "a name with an underscore is another name", "RFC 9110 §5.1",
            post("Transfer_Encoding: chunked\r\nContent-Length: 3", "0\r\n"), as: "POST /x", body: "0\r\n"),
        .accepts(
            "a name with a letter more is another name", "RFC 9110 §5.1",
            post("XTransfer-Encoding: chunked\r\nContent-Length: 1", "0"), as: "POST /x", body: "0"),
        .accepts(
            "TE named as hop-by-hop still counts", "RFC 9110 §7.6.1",
            post("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked", "1\r\nx\r\n0\r\n\r\n"), as: "POST /x",
            body: "x"),
        .accepts(
            "what the field TE accepts is no coding", "RFC 9110 §10.1.4", post("TE: chunked\r\nContent-Length: 1", "x"),
            as: "POST /x", body: "x"),

        // Lengths that two readers count differently.
        .refuses("a length, then 0", 400, "RFC 9110 §8.6", post("Content-Length: 5\r\nContent-Length: 0", "hello")),
        .refuses("0, then a length", 400, "RFC 9110 §8.6", post("Content-Length: 0\r\nContent-Length: 5", "hello")),
        .refuses("a list of a length and 0", 400, "RFC 9110 §8.6", post("Content-Length: 0, 5", "hello")),
        .refuses("a list with an empty element", 400, "RFC 9110 §8.6", post("Content-Length: 5,", "hello")),
        .refuses("a length with space before the colon", 400, "RFC 9112 §5.1", post("Content-Length : 5", "hello")),
        .refuses(
            "a second length with space before the colon", 400, "RFC 9112 §5.1",
            post("Content-Length: 0\r\nContent-Length : 5", "hello")),
        .refuses("a folded length", 400, "RFC 9112 §6.3", post("Content-Length:\r\n 5", "hello")),
        .refuses(
            "a length that goes on in the next line", 400, "RFC 9112 §5.2",
            post("Content-Length: 1\r\n 0", "0123456789")),
        .refuses("a length with a NUL", 400, "RFC 9110 §5.5", post("Content-Length: 5\0", "hello")),
        .refuses("a length with a vertical tab", 400, "RFC 9110 §5.5", post("Content-Length: \u{B}5", "hello")),
        .refuses("a length with a bare CR", 400, "RFC 9112 §2.2", post("Content-Length: 5\r6", "hello")),
        .refuses("a length behind a bare LF", 400, "RFC 9112 §2.2", post("X: 1\nContent-Length: 5", "hello")),
        .refuses("a length of spaced digits", 400, "RFC 9112 §6.3", post("Content-Length: 1 0", "0123456789")),
        .refuses("a length in full-width digits", 400, "RFC 9112 §6.3", post("Content-Length: ５", "hello")),
        .refuses("a length with a parameter", 400, "RFC 9112 §6.3", post("Content-Length: 5;q=1", "hello")),
        .refuses("a length of -0", 400, "RFC 9112 §6.3", post("Content-Length: -0")),
        .refuses("a length in octal with a letter", 400, "RFC 9112 §6.3", post("Content-Length: 0o5", "hello")),
        .refuses("a length with a point", 400, "RFC 9112 §6.3", post("Content-Length: 5.", "hello")),
        .refuses("a length of 2^63", 413, "RFC 9110 §15.5.14", post("Content-Length: 9223372036854775808")),
        .refuses("a length of 2^32", 413, "RFC 9110 §15.5.14", post("Content-Length: 4294967296")),
        .accepts(
            "a length of many zeros", "RFC 9110 §8.6", post("Content-Length: 0000000000000000000000000000000001", "x"),
            as: "POST /x", body: "x"),
        .accepts(
            "a length with an underscore in its name is no length", "RFC 9110 §5.1", post("Content_Length: 5"),
            as: "POST /x"),

        // Chunks that two readers cut differently.
        .refuses(
            "a size with a bare LF behind", 400, "RFC 9112 §2.2",
            post("Transfer-Encoding: chunked", "1\nx\r\n0\r\n\r\n")),
        .refuses(
            "a last chunk with a bare LF behind", 400, "RFC 9112 §2.2", post("Transfer-Encoding: chunked", "0\n\n")),
        .refuses("a last chunk with CR CR LF", 400, "RFC 9112 §2.2", post("Transfer-Encoding: chunked", "0\r\r\n\r\n")),
        .refuses(
            "a trailer that ends in a bare LF", 400, "RFC 9112 §2.2", post("Transfer-Encoding: chunked", "0\r\n\n")),
        .refuses(
            "a size that wraps around 64 bits", 400, "RFC 9112 §7.1",
            post("Transfer-Encoding: chunked", "10000000000000001\r\nx\r\n0\r\n\r\n")),
        .refuses(
            "a size that is negative in 64 bits", 413, "RFC 9110 §15.5.14",
            post("Transfer-Encoding: chunked", "8000000000000000\r\nx\r\n0\r\n\r\n")),
        .refuses("data without its CRLF", 400, "RFC 9112 §7.1", post("Transfer-Encoding: chunked", "1\r\nx0\r\n\r\n")),
        .refuses(
            "data followed by CR alone", 400, "RFC 9112 §7.1",
            post("Transfer-Encoding: chunked", "1\r\nx\r\r\n0\r\n\r\n")),
        .refuses(
            "an extension that hides a line", 400, "RFC 9112 §2.2",
            post("Transfer-Encoding: chunked", "1;x\n0\r\n\r\nGET /admin HTTP/1.1\r\n")),
        .refuses(
            "an extension of a vertical tab", 400, "RFC 9112 §7.1.1",
            post("Transfer-Encoding: chunked", "1;\u{B}\r\nx\r\n0\r\n\r\n")),
        .refuses(
            "a quoted extension over two lines", 400, "RFC 9112 §7.1.1",
            post("Transfer-Encoding: chunked", "1;a=\"\r\nx\"\r\n0\r\n\r\n")),
        .accepts(
            "a trailer that names a coding", "RFC 9110 §6.5.1",
            post("Transfer-Encoding: chunked", "0\r\nTransfer-Encoding: gzip\r\n\r\n"), as: "POST /x"),

        // Hosts and targets that two readers route differently.
        .refuses(
            "a second Host with space before the colon", 400, "RFC 9112 §5.1",
            "GET / HTTP/1.1\r\nHost: a\r\nHost : b\r\n\r\n"),
        .refuses(
            "a second Host in a folded line", 400, "RFC 9112 §5.2", "GET / HTTP/1.1\r\nHost: a\r\n Host: b\r\n\r\n"),
        .refuses(
            "a Host that goes on in the next line", 400, "RFC 9112 §5.2", "GET / HTTP/1.1\r\nHost: a\r\n .b\r\n\r\n"),
        .refuses("a Host with a NUL", 400, "RFC 9110 §5.5", "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"),
        .refuses("a Host with a tab inside", 400, "RFC 9112 §3.2", "GET / HTTP/1.1\r\nHost: a\tb\r\n\r\n"),
        .refuses("a Host with two ports", 400, "RFC 9112 §3.2", "GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n"),
        .refuses("a Host with a query", 400, "RFC 9112 §3.2", "GET / HTTP/1.1\r\nHost: a?b\r\n\r\n"),
        .refuses("two absolute hosts", 400, "RFC 9110 §4.2.4", "GET http://a@b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses(
            "an absolute host with a backslash", 400, "RFC 9110 §4.2.4", "GET http://a\\b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses(
            "an absolute host with a bad port", 400, "RFC 9110 §4.2.4", "GET http://a:b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a scheme without slashes", 400, "RFC 9112 §3.2", "GET http:/a HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a path behind a backslash", 400, "RFC 9112 §3.2", "GET \\a HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a dot for a target", 400, "RFC 9112 §3.2", "GET . HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("two asterisks", 400, "RFC 9112 §3.2", "OPTIONS ** HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("asterisk and path", 400, "RFC 9112 §3.2", "OPTIONS */x HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses(
            "a second request in the target", 400, "RFC 9112 §3",
            "GET / HTTP/1.1 GET /admin HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses(
            "a second request behind a bare LF", 400, "RFC 9112 §2.2",
            "GET / HTTP/1.1\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n"),
        .refuses("a header line for a request line", 400, "RFC 9112 §3", "Host: a\r\n\r\n"),
        .accepts(
            "an absolute IPv6 host", "RFC 9112 §3.2.2", "GET http://[::1]:80/x HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET /x"),
        .accepts(
            "an encoded CRLF stays encoded", "RFC 9112 §3.2", "GET /%0d%0aX:%201 HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET /%0d%0aX:%201"),
        .accepts(
            "an encoded NUL stays encoded", "RFC 9112 §3.2", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /%00"),
        .accepts("dots stay dots", "RFC 9112 §3.2", "GET /a/../../b HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /a/../../b"),
        .accepts(
            "a broken escape is the router's matter", "RFC 9112 §3.2", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "GET /%zz"),
        .accepts(
            "a URL in a path", "RFC 9112 §3.2.1", "GET /http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /http://b/"),
        .accepts("two questions", "RFC 9112 §3.2.1", "GET /?a?b HTTP/1.1\r\nHost: a\r\n\r\n", as: "GET /?a?b"),
        .accepts("OPTIONS of a path", "RFC 9112 §3.2.1", "OPTIONS /x HTTP/1.1\r\nHost: a\r\n\r\n", as: "OPTIONS /x"),
        .accepts(
            "OPTIONS of an absolute root", "RFC 9112 §3.2.4", "OPTIONS http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
            as: "OPTIONS /"),
    ]
}
