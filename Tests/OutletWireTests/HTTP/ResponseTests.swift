import OutletWire
import Testing

@Suite("Responses as bytes")
struct ResponseTests {
    static let date = "Sun, 07 Jun 2026 08:00:00 GMT"

    static func written(_ response: Response, _ framing: Response.Framing = .init()) -> String {
        var output: [UInt8] = []
        response.write(into: &output, date: date, framing: framing)
        return String(decoding: output, as: UTF8.self)
    }

    @Test("Status line, fields in their order, framing, body: one run of bytes")
    func wholeMessage() {
        let response = Response(
            status: 503, headers: [HeaderField("Content-Type", "application/json"), HeaderField("Retry-After", "30")],
            body: Array("{}".utf8))
        #expect(
            Self.written(response) == """
                HTTP/1.1 503 Service Unavailable\r
                Content-Type: application/json\r
                Retry-After: 30\r
                Date: Sun, 07 Jun 2026 08:00:00 GMT\r
                Content-Length: 2\r
                \r
                {}
                """)
    }

    @Test("The answer to HEAD has the length and not the body (RFC 9110 §9.3.2)")
    func head() {
        let text = Self.written(Response(status: 200, body: [65, 66]), .init(omitsBody: true))
        #expect(text.contains("Content-Length: 2\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }

    @Test("1xx, 204 and 304 have no body and no length (RFC 9112 §6.3)", arguments: [100, 204, 304])
    func noBody(status: Int) {
        let text = Self.written(Response(status: status, body: [65]))
        #expect(!text.contains("Content-Length"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }

    @Test("What becomes of the connection is said where it has to be (RFC 9112 §9.3)")
    func persistence() {
        #expect(!Self.written(Response(status: 200)).contains("Connection"))
        #expect(Self.written(Response(status: 200), .init(persistence: .close)).contains("Connection: close\r\n"))
        #expect(
            Self.written(Response(status: 200), .init(persistence: .statedKeepAlive))
                .contains("Connection: keep-alive\r\n"))
    }

    @Test("A stream has no length and ends with its connection (RFC 9112 §6.3)")
    func openEnded() {
        var framing = Response.Framing(persistence: .close)
        framing.length = .open
        let text = Self.written(Response(status: 200, body: [65]), framing)
        #expect(!text.contains("Content-Length"))
        #expect(text.hasSuffix("\r\n\r\nA"))
    }

    @Test("No value makes a second field or a second message")
    func injection() {
        let response = Response(
            status: 200,
            headers: [
                HeaderField("X", "a\r\nSet-Cookie: sid=1\r\n\r\nHTTP/1.1 200 OK"), HeaderField("Y\r\nZ", "1"),
                HeaderField("", "1"), HeaderField("T", "tab\tand é\0"),
            ])
        let text = Self.written(response)
        #expect(text.contains("X: a  Set-Cookie: sid=1    HTTP/1.1 200 OK\r\n"))
        #expect(text.contains("T: tab\tand é \r\n"))
        #expect(!text.contains("Z"))
        #expect(!text.contains("\r\n: 1"))
        #expect(text.components(separatedBy: "\r\n\r\n") == 2)
    }

    @Test(
        "The framing belongs to the writer, whatever a scenario says",
        arguments: ["content-length", "Transfer-Encoding"])
    func framingFields(name: String) {
        let text = Self.written(Response(status: 200, headers: [HeaderField(name, "999")], body: [65]))
        #expect(!text.contains("999"))
        #expect(text.contains("Content-Length: 1\r\n"))
    }

    @Test("A scenario's own Date is kept, and its wish to close is heard")
    func ownFields() {
        let response = Response(
            status: 200, headers: [HeaderField("date", "yesterday"), HeaderField("connection", "Close")])
        #expect(response.asksToClose)
        let text = Self.written(response)
        #expect(text.contains("date: yesterday\r\n"))
        #expect(!text.contains(Self.date))
    }

    @Test("A status that no RFC names has an empty reason")
    func unknownStatus() {
        #expect(Self.written(Response(status: 599)).hasPrefix("HTTP/1.1 599 \r\n"))
    }

    @Test(
        "Dates are those of RFC 9110 §5.6.7",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (951_868_799, "Tue, 29 Feb 2000 23:59:59 GMT"),
            (1_780_819_200, "Sun, 07 Jun 2026 08:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        ])
    func dates(unixSeconds: Int, text: String) {
        #expect(HTTPDate.text(unixSeconds: unixSeconds) == text)
    }
}

extension String {
    /// How many pieces the text falls into at `separator`.
    fileprivate func components(separatedBy separator: String) -> Int {
        split(separator: separator, omittingEmptySubsequences: false).count
    }
}
