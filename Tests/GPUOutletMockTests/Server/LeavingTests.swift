import GPUOutletMock
import Testing

@Suite("A client whose patience ends")
struct LeavingTests {
    private static let launch =
        "POST /v1/rentals HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(SomeBody.launch.utf8.count)\r\n\r\n\(SomeBody.launch)"

    /// A server that has taken an impatient client's launch, and will answer it in an hour.
    private func begin(_ fault: String) async throws -> (MockServer, TestClient) {
        let mock = try MockServer.start()
        try mock.inject(fault, on: "createRental", times: 1)
        let impatient = try TestClient(port: mock.port)
        impatient.send(Self.launch)
        try await mock.wait(for: "createRental")
        return (mock, impatient)
    }

    @Test(
        "is known to have left, and what it then orders again is a second pod",
        arguments: ["delay=1h", "delay=1h; connection=reset; commit=true", "connection=hang; commit=true"],
        [true, false])
    func left(fault: String, politely: Bool) async throws {
        let (mock, impatient) = try await begin(fault)
        #expect(try mock.requests().map(\.delivery) == ["pending"])
        if politely { impatient.close() } else { impatient.reset() }
        #expect(try mock.status("POST /v1/rentals", SomeBody.launch) == 200)
        let exchanges = try mock.requests()
        #expect(exchanges.map(\.delivery) == ["lost", "delivered"])
        #expect(exchanges[0].leftAfter != nil && exchanges[0].status == nil && exchanges[0].isCommitted)
        #expect(mock.unmet(.verdict("no-double-commit"))?.message.contains("a second pod costs $2.80 an hour") == true)
    }

    @Test("has no more to wait for where the world is reset", arguments: ["delay=1h", "connection=hang"])
    func reset(fault: String) async throws {
        let (mock, impatient) = try await begin(fault)
        try mock.reset()
        #expect(impatient.rest().ending == .fin)
        #expect(try mock.requests().isEmpty)
    }

    @Test("has lost nothing where it has only shut its side and its answer was sent")
    func halfClosed() throws {
        let mock = try MockServer.start()
        let client = try TestClient(port: mock.port)
        client.send(Self.launch)
        client.shutDownSending()
        #expect(client.answer()?.status == 200)
        #expect(try mock.requests().map(\.delivery) == ["delivered"])
    }
}
