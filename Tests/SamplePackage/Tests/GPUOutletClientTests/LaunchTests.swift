import GPUOutletClient
import GPUOutletMock
import Testing

@Suite("Launching a pod")
struct LaunchTests {
    private let mock: MockServer
    private let client: GPUOutletClient

    /// Each test has a server of its own; a pause of the client moves its clock, so nothing sleeps.
    init() throws {
        let mock = try MockServer.start(scenario: "{ clock: { mode: 'virtual' }, given: { stock: { b200: 8 } } }")
        client = GPUOutletClient(baseURL: mock.apiURL, cookie: "sid=dev") { try mock.advance(by: $0) }
        self.mock = mock
    }

    @Test("costs what was agreed, to the minute, and gives back what it reserved")
    func life() async throws {
        let pod = try await client.launch("h100-80gb", gpuCount: 2)
        #expect(pod.status == "provisioning" && pod.host == nil)
        #expect(try await client.availableCents() == 10_000 - 560)
        try mock.advance(by: .seconds(45 + 1800))
        try await client.stop(pod.id)
        try mock.advance(by: .seconds(5))
        let stopped = try await client.rental(pod.id)
        #expect(stopped.status == "stopped" && stopped.totalChargedCents == 280)
        #expect(try await client.availableCents() == 10_000 - 280)
        #expect(mock.unmet(.order("createRental", "stopRental"), "{ unmatched: 0 }") == nil)
    }

    @Test("is given up after a few attempts, each a longer while after the last")
    func neverThere() async throws {
        try mock.inject("provider_error", on: "createRental")
        await #expect(throws: APIError.self) { try await client.launch("b200") }
        #expect(
            mock.unmet(
                .calls("createRental", times: 4, status: 500), .verdict("backs-off"), .verdict("bounded-retries"),
                .verdict("retries-transient")) == nil)
    }

    @Test("is not tried again where that cannot help", arguments: ["insufficient_balance", "invalid_count"])
    func final(code: String) async throws {
        try mock.inject(code, on: "createRental", times: 1)
        let error = await #expect(throws: APIError.self) { try await client.launch("b200") }
        #expect(error?.code == code)
        #expect(mock.unmet(.calls("createRental", times: 1), .met("\(code)")) == nil)
    }

    @Test("that takes a while can be awaited from outside")
    func awaited() async throws {
        try mock.inject("provider_pool_empty", on: "createRental", times: 1)
        async let pod = client.launch("b200")
        try await mock.wait(for: "createRental", times: 2, timeout: .seconds(60))
        #expect(try await pod.pricePerHourCents == 550)
        let launches = try mock.requests("createRental")
        #expect(launches.map(\.status) == [503, 200])
        #expect(launches.allSatisfy { $0.body.contains(#""familyId":"b200""#) })
    }

    @Test("whose answer is lost fails, and the pod can be found")
    func lostAnswer() async throws {
        try mock.inject("connection=close; commit", on: "createRental", times: 1)
        await #expect(throws: (any Error).self) { try await client.launch("b200") }
        #expect(mock.unmet(.noLeaks)?.message.contains("$5.50 an hour") == true)
    }

    @Test("works three hundred times at once, each against a server of its own", arguments: 0..<300)
    func sideBySide(number: Int) async throws {
        let failures = number % 3
        if failures > 0 { try mock.inject("provider_pool_empty", on: "createRental", times: failures) }
        let pod = try await client.launch("b200")
        #expect(pod.status == "provisioning")
        #expect(mock.unmet(.calls("createRental", times: failures + 1), .calls("getRental", times: 1)) == nil)
    }
}
