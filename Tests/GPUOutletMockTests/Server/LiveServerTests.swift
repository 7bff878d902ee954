import OutletEngine
import OutletWire
import Synchronization
import Testing

@testable import GPUOutletMock

@Suite("A live server over sockets")
struct LiveServerTests {
    @Test(
        "It answers on both addresses of localhost, on one connection as often as one likes",
        arguments: LiveServer.pollers)
    func addresses(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        #expect(server.address == "http://localhost:\(server.port)")
        for address in ["127.0.0.1", "::1"] {
            let client = try TestClient(port: server.port, address: address)
            for number in 0..<3 {
                client.send(.get("/\(number)"))
                #expect(client.answer()?.body == "GET /\(number) ")
            }
        }
    }

    @Test("It listens on a numeric address alone", arguments: ["127.0.0.1", "::1"])
    func numericHost(host: String) throws {
        let server = try LiveServer.make(host: host)
        let client = try TestClient(port: server.port, address: host)
        client.send(.get("/"))
        #expect(client.answer()?.status == 200)
        #expect(server.address.contains(host))
        let other = host == "::1" ? "127.0.0.1" : "::1"
        #expect(throws: TestClient.Failure.self) { try TestClient(port: server.port, address: other) }
    }

    @Test("Pipelined requests are answered in order, also those behind a body", arguments: LiveServer.pollers)
    func pipelining(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let client = try TestClient(port: server.port)
        client.send((0..<200).map { .post("/\($0)", "", "body \($0)") }.joined())
        for number in 0..<200 { #expect(client.answer()?.body == "POST /\(number) body \(number)") }
    }

    @Test("A request may come byte by byte", arguments: LiveServer.pollers)
    func byteByByte(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let client = try TestClient(port: server.port)
        for byte in "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n".utf8 {
            client.send([byte])
        }
        #expect(client.answer()?.body == "POST /x hi")
    }

    @Test("100 Continue comes before the body, and the answer after it", arguments: LiveServer.pollers)
    func interimAnswer(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let client = try TestClient(port: server.port)
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(client.answer()?.status == 100)
        client.send("hi")
        #expect(client.answer()?.body == "POST /x hi")
    }

    @Test("HEAD has a length and no body", arguments: LiveServer.pollers)
    func head(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let client = try TestClient(port: server.port)
        client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.answer(toHead: true)?.has("Content-Length: 8") == true)
        client.send(.get("/y"))
        #expect(client.answer()?.body == "GET /y ")
    }

    @Test("What is no HTTP is answered in JSON before the connection ends", arguments: LiveServer.pollers)
    func malformed(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let client = try TestClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        let answer = client.answer()
        #expect(answer?.status == 400)
        #expect(answer?.body.hasPrefix(#"{"error":"validation_failed""#) == true)
        let rest = client.rest()
        #expect(rest.bytes.isEmpty && rest.ending == .fin)
    }

    @Test(
        "The answer to a body that is too large arrives although the client goes on sending",
        arguments: LiveServer.pollers)
    func largeBody(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let client = try TestClient(port: server.port)
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n")
        client.send([UInt8](repeating: 65, count: 5_000_000))
        #expect(client.answer()?.status == 413)
        client.shutDownSending()
        #expect(client.rest().ending == .fin)
    }

    @Test("A control call may carry many megabytes")
    func controlBody() throws {
        let handler = Canned.handler { Reply(Response(status: 200, body: Array(String($0.body.count).utf8))) }
        let server = try LiveServer.make(handler: handler)
        let client = try TestClient(port: server.port)
        let body = String(repeating: "s", count: 3_000_000)
        client.send(.post("/__admin/state", "", body))
        #expect(client.answer()?.body == "3000000")
    }

    @Test("An answer of many megabytes arrives whole at a slow reader", arguments: LiveServer.pollers)
    func largeAnswer(poller: Poller.Kind) throws {
        let server = try LiveServer.make(
            poller,
            handler: Canned.handler { _ in Reply(Response(status: 200, body: [UInt8](repeating: 65, count: 8_000_000)))
            })
        let client = try TestClient(port: server.port, receiveBytes: 4096)
        client.send(.get("/") + .get("/"))
        #expect(client.answer()?.body.utf8.count == 8_000_000)
        #expect(client.answer()?.body.utf8.count == 8_000_000)
    }

    @Test("A client that shuts its side is still answered", arguments: LiveServer.pollers)
    func halfClosed(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let client = try TestClient(port: server.port)
        client.send(.get("/1") + .get("/2"))
        client.shutDownSending()
        #expect(client.answer()?.body == "GET /1 ")
        #expect(client.answer()?.body == "GET /2 ")
        #expect(client.rest().ending == .fin)
    }

    @Test("A port that is taken is refused with a sentence")
    func portTaken() throws {
        let server = try LiveServer.make()
        let error = #expect(throws: MockServerError.self) { try LiveServer.make(port: server.port) }
        #expect(error?.description.contains("port \(server.port)") == true)
    }

    @Test("A host that is no address is refused with a sentence", arguments: ["example.com", "", "127.1", "[::1]"])
    func badHost(host: String) throws {
        #expect(throws: MockServerError.invalidHost(host)) { try LiveServer.make(host: host) }
    }

    @Test("Dates are those of the reply's world, or else of the machine")
    func dates() throws {
        let handler = Canned.handler { request in
            Reply(Response(status: 200, dateUnixSeconds: request.target == "/old" ? 0 : nil))
        }
        let server = try LiveServer.make(clock: .manual(ManualClock()), handler: handler)
        let client = try TestClient(port: server.port)
        client.send(.get("/old") + .get("/new"))
        #expect(client.answer()?.has("Date: Thu, 01 Jan 1970 00:00:00 GMT") == true)
        #expect(client.answer()?.has("Date: Sun, 07 Jun 2026 08:00:00 GMT") == true)
    }

    @Test("The engine's own reply comes through its lock")
    func overAnEngine() throws {
        let server = try MockServer.start()
        let client = try TestClient(port: server.port)
        client.send(.get("/"))
        #expect(client.answer() != nil)
        server.stop()
    }
}
