/// Content-Length, Transfer-Encoding, and the pairs of them that smugglers send.
extension WireCase {
    private static func counted(_ fields: String, _ body: String = "") -> String {
        "POST /x HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)"
    }
    private static func chunked(_ body: String) -> String { counted("Transfer-Encoding: chunked", body) }

    static let lengths: [WireCase] =
        [
            .accepts(
                "counted body", "RFC 9112 §6.2", counted("Content-Length: 5", "hello"), as: "POST /x", body: "hello"),
            .accepts("length 0", "RFC 9112 §6.2", counted("Content-Length: 0"), as: "POST /x"),
            .accepts("no length", "RFC 9112 §6.3", counted("X: 1"), as: "POST /x"),
            .accepts(
                "leading zeros", "RFC 9110 §8.6", counted("Content-Length: 0005", "hello"), as: "POST /x", body: "hello"
            ),
            .accepts(
                "length in capitals", "RFC 9110 §5.1", counted("CONTENT-LENGTH:5", "hello"), as: "POST /x",
                body: "hello"),
            .accepts(
                "GET with a body", "RFC 9110 §9.3.1", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
                as: "GET /", body: "x"),
            .accepts(
                "a body that looks like a request", "RFC 9112 §6.2",
                counted("Content-Length: 18", "GET / HTTP/1.1\r\n\r\n"), as: "POST /x", body: "GET / HTTP/1.1\r\n\r\n"),
            .accepts(
                "HTTP/1.0 with a body", "RFC 9112 §6.2", "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi", as: "POST /",
                body: "hi"),
            .accepts(
                "a body of the limit", "RFC 9110 §15.5.14",
                counted("Content-Length: 65536", String(repeating: "b", count: 65_536)), as: "POST /x",
                body: String(repeating: "b", count: 65_536)),
            .waits("a body that is not all there", "RFC 9112 §6.2", counted("Content-Length: 5", "hell")),

            .refuses("one byte over the limit", 413, "RFC 9110 §15.5.14", counted("Content-Length: 65537")),
            .refuses(
                "length beyond 64 bits", 413, "RFC 9110 §15.5.14", counted("Content-Length: 99999999999999999999999")),
            .refuses(
                "length of 2^64 + 5", 413, "RFC 9110 §15.5.14", counted("Content-Length: 18446744073709551621", "hello")
            ),
            .refuses(
                "two lengths that differ", 400, "RFC 9110 §8.6",
                counted("Content-Length: 5\r\nContent-Length: 6", "hello!")),
            .refuses(
                "two lengths that agree", 400, "RFC 9110 §8.6",
                counted("Content-Length: 5\r\nContent-Length: 5", "hello")),
            .refuses("a list of lengths", 400, "RFC 9110 §8.6", counted("Content-Length: 5, 5", "hello")),
        ]
        + each(["", " ", "-1", "+5", "0x5", "5 5", "five", "5.0", "1e1", "5;", "٥", "\"5\"", "_5", "5_0"]) { text in
            .refuses("length '\(text)'", 400, "RFC 9112 §6.3", counted("Content-Length: \(text)", "hello"))
        }

    static let codings: [WireCase] =
        [
            .accepts("chunked", "RFC 9112 §7.1", chunked("5\r\nhello\r\n0\r\n\r\n"), as: "POST /x", body: "hello"),
            .accepts(
                "chunked in capitals", "RFC 9112 §7", counted("Transfer-Encoding: CHUNKED", "0\r\n\r\n"), as: "POST /x"),
            .accepts(
                "chunked in a list with gaps", "RFC 9110 §5.6.1",
                counted("Transfer-Encoding: , chunked ,", "0\r\n\r\n"), as: "POST /x"),

            .refuses(
                "length before coding", 400, "RFC 9112 §6.1",
                counted("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
            .refuses(
                "coding before length", 400, "RFC 9112 §6.1",
                counted("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n")),
            .refuses(
                "coding and length 0", 400, "RFC 9112 §6.1",
                counted("Transfer-Encoding: chunked\r\nContent-Length: 0", "0\r\n\r\n")),
            .refuses(
                "length and a coding with a tab", 400, "RFC 9112 §6.1",
                counted("Content-Length: 5\r\nTransfer-Encoding:\tchunked", "0\r\n\r\n")),
            .refuses(
                "length and an unknown coding", 400, "RFC 9112 §6.1",
                counted("Content-Length: 5\r\nTransfer-Encoding: xchunked", "hello")),
            .refuses(
                "coding with space before the colon", 400, "RFC 9112 §5.1",
                counted("Content-Length: 5\r\nTransfer-Encoding : chunked", "hello")),
            .refuses(
                "coding in a folded line", 400, "RFC 9112 §5.2", counted("Transfer-Encoding:\r\n chunked", "0\r\n\r\n")),
            .refuses(
                "coding with a vertical tab", 400, "RFC 9110 §5.5",
                counted("Transfer-Encoding: \u{B}chunked", "0\r\n\r\n")),
            .refuses(
                "coding behind a bare CR", 400, "RFC 9112 §2.2",
                counted("X: 1\rTransfer-Encoding: chunked", "0\r\n\r\n")),
            .refuses(
                "coding in HTTP/1.0", 400, "RFC 9112 §6.1",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            .refuses(
                "unknown coding below chunked", 501, "RFC 9112 §6.1",
                counted("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")),
            .refuses(
                "unknown coding in its own line", 501, "RFC 9112 §6.1",
                counted("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
            .refuses(
                "chunked twice", 400, "RFC 9112 §7.1", counted("Transfer-Encoding: chunked, chunked", "0\r\n\r\n")),
            .refuses(
                "chunked twice in two lines", 400, "RFC 9112 §7.1",
                counted("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
        ]
        + each([
            "", "gzip", "identity", "chunked, gzip", "xchunked", "chunked-", "chunked;q=1", "\"chunked\"",
            "chunked gzip", "chunked, identity",
        ]) { text in
            .refuses("coding '\(text)'", 400, "RFC 9112 §6.3", counted("Transfer-Encoding: \(text)", "0\r\n\r\n"))
        }

    static let chunks: [WireCase] =
        [
            .accepts("no chunk but the last", "RFC 9112 §7.1", chunked("0\r\n\r\n"), as: "POST /x"),
            .accepts(
                "several chunks", "RFC 9112 §7.1", chunked("1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n0\r\n\r\n"), as: "POST /x",
                body: "abcdef"),
            .accepts(
                "sizes in both cases", "RFC 9112 §7.1", chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"),
                as: "POST /x", body: "01234567890123456789"),
            .accepts("a last chunk of many zeros", "RFC 9112 §7.1", chunked("0000\r\n\r\n"), as: "POST /x"),
            .accepts(
                "a size of 16 digits", "RFC 9112 §7.1", chunked("0000000000000001\r\na\r\n0\r\n\r\n"), as: "POST /x",
                body: "a"),
            .accepts("an extension", "RFC 9112 §7.1.1", chunked("1;a\r\nx\r\n0;b=c\r\n\r\n"), as: "POST /x", body: "x"),
            .accepts(
                "a quoted extension", "RFC 9112 §7.1.1", chunked("1;a=\"b;\\\" c\"\r\nx\r\n0\r\n\r\n"), as: "POST /x",
                body: "x"),
            .accepts(
                "an extension between spaces", "RFC 9112 §7.1.1", chunked("1 ; a = b ; c\r\nx\r\n0\r\n\r\n"),
                as: "POST /x", body: "x"),
            .accepts(
                "trailer fields", "RFC 9112 §7.1.2", chunked("1\r\nx\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"),
                as: "POST /x", body: "x"),
            .accepts(
                "a trailer that names a length", "RFC 9110 §6.5.1", chunked("1\r\nx\r\n0\r\nContent-Length: 9\r\n\r\n"),
                as: "POST /x", body: "x"),
            .accepts(
                "a trailer that names a host", "RFC 9110 §6.5.1", chunked("1\r\nx\r\n0\r\nHost: b\r\n\r\n"),
                as: "POST /x", body: "x"),
            .accepts(
                "data of CRLFs", "RFC 9112 §7.1", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), as: "POST /x", body: "\r\n\r\n"
            ),
            .accepts(
                "chunks of the limit together", "RFC 9110 §15.5.14",
                chunked(
                    "8000\r\n\(String(repeating: "c", count: 0x8000))\r\n8000\r\n\(String(repeating: "c", count: 0x8000))\r\n0\r\n\r\n"
                ), as: "POST /x", body: String(repeating: "c", count: 65_536)),

            .waits("a chunk without its data", "RFC 9112 §7.1", chunked("5\r\nhel")),
            .waits("a chunk without its end", "RFC 9112 §7.1", chunked("5\r\nhello")),
            .waits("no last chunk", "RFC 9112 §7.1", chunked("5\r\nhello\r\n")),
            .waits("no end of the trailer", "RFC 9112 §7.1.2", chunked("0\r\nX: 1\r\n")),

            .refuses("a chunk beyond the limit", 413, "RFC 9110 §15.5.14", chunked("10001\r\n")),
            .refuses(
                "chunks beyond the limit together", 413, "RFC 9110 §15.5.14",
                chunked("10000\r\n\(String(repeating: "c", count: 65_536))\r\n1\r\n")),
            .refuses("a size of 64 bits", 413, "RFC 9110 §15.5.14", chunked("FFFFFFFFFFFFFFFF\r\n")),
            .refuses("a size beyond 64 bits", 400, "RFC 9112 §7.1", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n")),
            .refuses("bare LF after a size", 400, "RFC 9112 §2.2", chunked("1\nx\r\n0\r\n\r\n")),
            .refuses("bare LF after data", 400, "RFC 9112 §7.1", chunked("1\r\nx\n0\r\n\r\n")),
            .refuses("bare CR after data", 400, "RFC 9112 §7.1", chunked("1\r\nx\r0\r\n\r\n")),
            .refuses("data longer than its size", 400, "RFC 9112 §7.1", chunked("1\r\nxy\r\n0\r\n\r\n")),
            .refuses("data shorter than its size", 400, "RFC 9112 §7.1", chunked("3\r\nx\r\n0\r\n\r\n")),
            .refuses("bare CR in an extension", 400, "RFC 9112 §2.2", chunked("1;a\rb\r\nx\r\n0\r\n\r\n")),
            .refuses("bare LF in an extension", 400, "RFC 9112 §2.2", chunked("1;a\nb\r\nx\r\n0\r\n\r\n")),
            .refuses("NUL in an extension", 400, "RFC 9112 §7.1.1", chunked("1;a=\0\r\nx\r\n0\r\n\r\n")),
            .refuses("NUL in a quoted extension", 400, "RFC 9112 §7.1.1", chunked("1;a=\"\0\"\r\nx\r\n0\r\n\r\n")),
            .refuses("an extension without name", 400, "RFC 9112 §7.1.1", chunked("1;\r\nx\r\n0\r\n\r\n")),
            .refuses("an extension without value", 400, "RFC 9112 §7.1.1", chunked("1;a=\r\nx\r\n0\r\n\r\n")),
            .refuses("an open quote", 400, "RFC 9112 §7.1.1", chunked("1;a=\"b\r\nx\r\n0\r\n\r\n")),
            .refuses(
                "an extension too long", 400, "RFC 9112 §7.1.1",
                chunked("1;\(String(repeating: "e", count: 300))\r\nx\r\n0\r\n\r\n")),
            .refuses(
                "extensions too long together", 400, "RFC 9112 §7.1.1",
                chunked(String(repeating: "1;\(String(repeating: "e", count: 200))\r\nx\r\n", count: 50))),
            .refuses("a size that never ends", 400, "RFC 9112 §7.1.1", chunked(String(repeating: "0", count: 300))),
            .refuses("a folded trailer", 400, "RFC 9112 §5.2", chunked("0\r\nX: 1\r\n 2\r\n\r\n")),
            .refuses("a trailer without colon", 400, "RFC 9112 §5", chunked("0\r\nGET\r\n\r\n")),
            .refuses("a bare LF in the trailer", 400, "RFC 9112 §2.2", chunked("0\r\nX: 1\n\r\n")),
            .refuses("NUL in a trailer", 400, "RFC 9110 §5.5", chunked("0\r\nX: \0\r\n\r\n")),
            .refuses(
                "101 trailer fields", 431, "RFC 6585 §5",
                chunked("0\r\n" + String(repeating: "X: 1\r\n", count: 101) + "\r\n")),
            .refuses(
                "a trailer too long", 431, "RFC 6585 §5", chunked("0\r\nX: \(String(repeating: "t", count: 40_000))")),
        ]
        + each(["", " 1", "-1", "+1", "0x1", "1 ", "1\t", "g", "1,", "1 1", "1_0", "٥", "1:"]) { text in
            .refuses("size '\(text)'", 400, "RFC 9112 §7.1", chunked("\(text)\r\nx\r\n0\r\n\r\n"))
        }
}
