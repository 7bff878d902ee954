import OutletWire
import Testing

@Suite("The parser's events, limits and marks")
struct RequestParserTests {
    @Test("A head with a body is told first, so that its limit can be set")
    func headEvent() throws {
        var parser = RequestParser()
        parser.append("POST /__admin/state HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n".utf8)
        guard case .head(let head) = try parser.next() else {
            Issue.record("The head comes first")
            return
        }
        #expect(head.target == "/__admin/state")
        #expect(head.body.isEmpty)
        parser.bodyLimitBytes = 100_000
        #expect(try parser.next() == nil)
        parser.append(repeatElement(UInt8(ascii: "x"), count: 100_000))
        guard case .request(let request) = try parser.next() else {
            Issue.record("The body is there")
            return
        }
        #expect(request.body.count == 100_000)
    }

    @Test("A limit that was raised holds for one request only")
    func limitGoesBack() throws {
        var parser = RequestParser()
        parser.append("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx".utf8)
        _ = try parser.next()
        parser.bodyLimitBytes = 1_000_000
        _ = try parser.next()
        #expect(parser.bodyLimitBytes == 65_536)
    }

    @Test("A lowered limit refuses before a byte of the body is read")
    func loweredLimit() throws {
        var parser = RequestParser()
        parser.append("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n".utf8)
        _ = try parser.next()
        parser.bodyLimitBytes = 1
        let error = #expect(throws: WireError.self) { try parser.next() }
        #expect(error?.status == 413)
    }

    @Test("A request without a body is one event", arguments: ["", "Content-Length: 0\r\n"])
    func noHeadEvent(fields: String) throws {
        var parser = RequestParser()
        parser.append("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
        guard case .request = try parser.next() else {
            Issue.record("The request comes at once")
            return
        }
        #expect(try parser.next() == nil)
        #expect(parser.isBetweenRequests)
    }

    @Test("A refusal is final")
    func refusalIsFinal() {
        var parser = RequestParser()
        parser.append("GET\r\n".utf8)
        let first = #expect(throws: WireError.self) { try parser.next() }
        parser.append(RequestParserCorpusTests.good)
        let second = #expect(throws: WireError.self) { try parser.next() }
        #expect(first == second)
    }

    @Test("A thousand pipelined requests come out in order, and nothing stays behind")
    func pipeline() {
        let bytes = (0..<1000).flatMap { Array("GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n".utf8) }
        for size in [7, 4096, Int.max] {
            let reading = Reading(bytes, piecesOf: size)
            #expect(reading.requests.map(\.target) == (0..<1000).map { "/\($0)" })
        }
    }

    @Test("The progress of a request can be told from outside")
    func progress() throws {
        var parser = RequestParser()
        #expect(parser.isBetweenRequests)
        parser.append("POST / HTTP/1.1\r\n".utf8)
        #expect(try parser.next() == nil)
        #expect(parser.isInHead && !parser.isBetweenRequests)
        #expect(parser.bufferedByteCount == 17)
        parser.append("Host: a\r\nContent-Length: 2\r\n\r\n".utf8)
        _ = try parser.next()
        #expect(!parser.isInHead && !parser.isBetweenRequests)
        #expect(parser.bufferedByteCount == 0)
    }
}

@Suite("A request as a value")
struct RequestTests {
    static func parse(_ fields: String, version: String = "HTTP/1.1") throws -> Request {
        let reading = Reading(Array("GET /x \(version)\r\nHost: a\r\n\(fields)\r\n".utf8))
        return try #require(reading.requests.first)
    }

    @Test("A field is found whatever the case, and read without the white space around it")
    func lookUp() throws {
        let request = try Self.parse("X-Mock-World:  one \r\nx-mock-world: two\r\n")
        #expect(request.header("X-MOCK-WORLD") == "one")
        #expect(request.headers("x-Mock-World") == ["one", "two"])
        #expect(request.hasHeader("host"))
        #expect(!request.hasHeader("hos"))
        #expect(request.header("cookie") == nil)
        #expect(request.headerFields.map(\.name) == ["Host", "X-Mock-World", "x-mock-world"])
    }

    @Test("A field can be read where it stands, without making text of it")
    func indices() throws {
        let request = try Self.parse("X-Mock-World:  one \r\nCookie: sid=ada\r\nx-mock-world: two\r\n")
        func text(_ range: Range<Int>?) -> String? {
            range.map { String(decoding: request.headBytes[$0], as: UTF8.self) }
        }
        #expect(text(request.headerRange("X-MOCK-WORLD")) == "one")
        let first = try #require(request.headerIndex("x-mock-world"))
        let second = try #require(request.headerIndex("x-mock-world", from: first + 1))
        #expect(text(request.headerRange(at: second)) == "two")
        #expect(request.headerIndex("x-mock-world", from: second + 1) == nil)
        #expect(request.headerRange("x-mock-worlds") == nil)
        #expect(request.headerRange("x-mock-WORLT") == nil)
        #expect(request.headerCount == 4)
        #expect(request.headByteCount > request.headBytes.count)
    }

    @Test("A head is known again only where every byte is the same, and its body is its own")
    func knownHeads() throws {
        func post(_ cookie: String, _ body: String) -> [UInt8] {
            Array(
                "POST /v1/rentals HTTP/1.1\r\nHost: a\r\nCookie: sid=\(cookie)\r\nContent-Length: 3\r\n\r\n\(body)".utf8
            )
        }
        var spare = RequestParser.Spare()
        let first = try #require(Reading(post("ada", "one"), &spare).requests.first)
        let same = try #require(Reading(post("ada", "two"), &spare).requests.first)
        #expect(same.sharesHead(with: first) && String(decoding: same.body, as: UTF8.self) == "two")
        for other in ["adb", "bda", "ad", "adaa"] {
            let request = try #require(Reading(post(other, "one"), &spare).requests.first)
            #expect(!request.sharesHead(with: first) && request.header("cookie") == "sid=\(other)")
        }
        // The same lines, and one more behind them.
        let more =
            Reading(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8), &spare).requests
            + Reading(Array("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n".utf8), &spare).requests
        #expect(more.map(\.headerCount) == [1, 2])
    }

    @Test("A name longer than the widest bit is told from others of its kind")
    func longNames() throws {
        let long = String(repeating: "n", count: 70)
        let request = try Self.parse("\(long)x: 1\r\n\(long): 2\r\n")
        #expect(request.headers(long).first == "2")
        #expect(request.headers(long + "y").first == nil)
    }

    @Test("A request that was made by hand reads the same")
    func byHand() {
        let request = Request(
            method: .post, target: "/v1/rentals", headers: [HeaderField("Cookie", "sid=ada"), HeaderField("X", "")],
            body: [1])
        #expect(request.header("cookie") == "sid=ada")
        #expect(request.header("x")?.isEmpty == true)
        #expect(request.headerFields == [HeaderField("Cookie", "sid=ada"), HeaderField("X", "")])
        #expect(request.keepAlive)
    }

    @Test(
        "Whether the connection goes on (RFC 9112 §9.3)",
        arguments: [
            ("HTTP/1.1", "", true), ("HTTP/1.1", "Connection: close\r\n", false),
            ("HTTP/1.1", "Connection: keep-alive\r\n", true), ("HTTP/1.1", "connection: Upgrade, CLOSE\r\n", false),
            ("HTTP/1.1", "Connection: x\r\nConnection: close\r\n", false), ("HTTP/1.1", "Connection: closed\r\n", true),
            ("HTTP/1.0", "", false), ("HTTP/1.0", "Connection: Keep-Alive\r\n", true),
            ("HTTP/1.0", "Connection: keep-alive, close\r\n", false), ("HTTP/1.2", "", true),
        ])
    func keepAlive(version: String, fields: String, expected: Bool) throws {
        #expect(try Self.parse(fields, version: version).keepAlive == expected)
    }

    @Test(
        "Whether the client waits for 100 Continue (RFC 9110 §10.1.1)",
        arguments: [
            ("HTTP/1.1", "Expect: 100-continue\r\n", true), ("HTTP/1.1", "expect: 100-Continue\r\n", true),
            ("HTTP/1.0", "Expect: 100-continue\r\n", false), ("HTTP/1.1", "Expect: 200-ok\r\n", false),
            ("HTTP/1.1", "", false),
        ])
    func expectation(version: String, fields: String, expected: Bool) throws {
        #expect(try Self.parse(fields, version: version).expectsContinue == expected)
    }

    @Test(
        "The authority of an absolute target takes the place of Host (RFC 9112 §3.2.2)",
        arguments: ["HTTP/1.1\r\nHost: wrong", "HTTP/1.0\r\nHost: wrong", "HTTP/1.0"])
    func authority(rest: String) throws {
        let reading = Reading(Array("GET http://w1.localhost:4429/x \(rest)\r\nX: 1\r\n\r\n".utf8))
        let request = try #require(reading.requests.first)
        #expect(request.headers("host") == ["w1.localhost:4429"])
        #expect(request.target == "/x")
        #expect(request.header("x") == "1")
    }

    /// The buffer moves when the rest comes: what was noted of the target has to move with it.
    @Test("takes an authority out of a target whose head comes in two pieces behind another request")
    func splitAbsoluteForm() throws {
        for version in ["HTTP/1.0", "HTTP/1.1"] {
            let host = version == "HTTP/1.0" ? "" : "Host: ignored\r\n"
            var parser = RequestParser()
            parser.append("GET /\(String(repeating: "x", count: 200)) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
            parser.append("GET http://shop.example:81/v1/keys \(version)\r\n\(host)A: ".utf8)
            var requests: [Request] = []
            while let event = try parser.next() {
                if case .request(let request) = event { requests.append(request) }
            }
            #expect(requests.count == 1)
            parser.append("b\r\n\r\n".utf8)
            while let event = try parser.next() {
                if case .request(let request) = event { requests.append(request) }
            }
            let second = try #require(requests.dropFirst().first)
            #expect(second.target == "/v1/keys")
            #expect(second.header("host") == "shop.example:81")
        }
    }
}
