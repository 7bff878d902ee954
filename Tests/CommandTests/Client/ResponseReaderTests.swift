import OutletWire
import Testing

@testable import gpuoutlet_mock

@Suite("Reading an answer")
struct ResponseReaderTests {
    private static let answers = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\n\r\nok", "ok"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A: 1\r\n\r\n", ""),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-A:1\r\ncontent-length: 2\r\n\r\nok", "ok"),
        ("HTTP/1.1 200 OK\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\n\r\n", "ok"),
    ]

    @Test("the answer is the same whole and byte by byte", arguments: answers)
    func pieces(text: String, body: String) throws {
        var whole = ResponseReader()
        let response = try #require(try whole.take(Array(text.utf8)))
        #expect(response.status == 200)
        #expect(response.header("x-a") == "1")
        #expect(response.body == Array(body.utf8))

        var reader = ResponseReader()
        var found: Response?
        for byte in text.utf8 where found == nil { found = try reader.take([byte]) }
        #expect(found == response)
    }

    @Test("without a length the body goes on to the end of the connection")
    func untilClosed() throws {
        var reader = ResponseReader()
        #expect(try reader.take(Array("HTTP/1.1 200 OK\r\n\r\nab".utf8)) == nil)
        #expect(try reader.take(Array("c".utf8)) == nil)
        #expect(try reader.finish().body == Array("abc".utf8))
    }

    @Test("a head's answer has no body whatever its length says")
    func head() throws {
        var reader = ResponseReader(isHead: true)
        #expect(try reader.take(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".utf8))?.body == [])
    }

    @Test("an answer that ends too soon, or is no HTTP, is an error")
    func broken() {
        var short = ResponseReader()
        #expect(throws: ClientError.badAnswer("it ended after 39 bytes")) {
            _ = try short.take(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".utf8))
            _ = try short.finish()
        }
        var empty = ResponseReader()
        #expect(throws: ClientError.unreachable("the connection ended without an answer")) { try empty.finish() }
        var garbage = ResponseReader()
        #expect(throws: ClientError.self) { try garbage.take(Array("SSH-2.0-x\r\n\r\n".utf8)) }
    }

    @Test(
        "lengths and statuses that nobody can mean are an error in words",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 92233720368547758070\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            "HTTP/1.1 9223372036854775807 OK\r\n\r\n", "HTTP/1.1 -5 OK\r\n\r\n", "HTTP/1.1 0 OK\r\n\r\n",
        ])
    func hostile(text: String) {
        var reader = ResponseReader()
        #expect(throws: ClientError.self) { try reader.take(Array(text.utf8)) }
    }

    @Test("a head or a body without an end is given up")
    func endless() throws {
        var head = ResponseReader()
        #expect(throws: ClientError.badAnswer("its head is larger than 64 KiB")) {
            _ = try head.take(Array("HTTP/1.1 200 OK\r\n".utf8))
            for _ in 0..<100 { _ = try head.take(Array(repeating: 0x61, count: 1000)) }
        }
        var body = ResponseReader()
        _ = try body.take(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<63 { #expect(try body.take(piece) == nil) }
        #expect(throws: ClientError.badAnswer("it is larger than 64 MiB")) { try body.take(piece) }
    }

    @Test("interim answers without an end count too")
    func interim() throws {
        var reader = ResponseReader()
        let answers = [UInt8](String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 100).utf8)
        let padded =
            Array("HTTP/1.1 102 Processing\r\nX: ".utf8) + [UInt8](repeating: 0x61, count: 60_000) + [13, 10, 13, 10]
        #expect(try reader.take(answers) == nil)
        #expect(throws: ResponseReader.tooLarge) {
            for _ in 0..<1200 { _ = try reader.take(padded) }
        }
    }

    @Test("a chunk's line without an end is given up")
    func chunkLine() throws {
        var reader = ResponseReader()
        _ = try reader.take(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;".utf8))
        #expect(throws: ClientError.badAnswer("a chunk's line is longer than 4 KiB")) {
            for _ in 0..<5 { _ = try reader.take([UInt8](repeating: 0x61, count: 1000)) }
        }
    }
}
