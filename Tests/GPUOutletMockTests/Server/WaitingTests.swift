import GPUOutletMock
import Testing

@Suite("Awaiting a client")
struct WaitingTests {
    private let mock: MockServer
    init() throws { mock = try MockServer.start(isClockVirtual: true) }

    @Test("ends at once where the calls have come already")
    func before() async throws {
        _ = try mock.status("GET /v1/auth/me")
        try await mock.wait(for: "me", timeout: .zero)
        #expect(await mock.missing("GET /v1/auth/me", within: .zero) == nil)
    }

    @Test("ends with the call that makes the number full, over a socket or not, and with no other")
    func meanwhile() async throws {
        async let done: Void = mock.wait(for: "createRental", times: 2, status: 503, error: "provider_pool_empty")
        async let other = mock.missing("createKey", within: .milliseconds(1))
        try mock.inject("provider_pool_empty", on: "createRental")
        _ = try mock.status("POST /v1/rentals", SomeBody.launch)
        _ = try mock.status("GET /v1/auth/me")
        _ = try mock.status("POST /v1/rentals", SomeBody.launch)
        try await done
        #expect(await other?.code == "wait_timed_out")
    }

    @Test("does not stop the others that wait, here and outside")
    func many() async throws {
        let outside = try TestClient(port: mock.port)
        outside.send(.get("/__admin/wait?calls=me&timeout=10m"))
        try await withThrowingTaskGroup { group in
            for _ in 0..<100 { group.addTask { try await mock.wait(for: "me", timeout: .seconds(600)) } }
            group.addTask { _ = try mock.status("GET /v1/auth/me") }
            try await group.waitForAll()
        }
        #expect(outside.answer()?.status == 200)
    }

    @Test("tells at the caller's line what came, and what came closest, when the time is up")
    func late() async throws {
        _ = try mock.status("POST /v1/rentals", SomeBody.launch)
        let wait = { try await mock.wait(for: "createRental", error: "provider_error", timeout: .zero) }
        let line = #line - 1
        let failure = await #expect(throws: MockFailure.self) { try await wait() }
        #expect(failure?.code == "wait_timed_out")
        #expect(failure?.place == "GPUOutletMockTests/WaitingTests.swift:\(line)")
        #expect(failure?.message.contains("createRental answered provider_error, once, but it came not once") == true)
        #expect(failure?.message.contains("request 1: POST /v1/rentals → 200") == true)
        let missing = await mock.missing("createRental", error: "provider_error", within: .zero)
        #expect(missing?.message == failure?.message)
        #expect(missing?.place == nil)
    }

    @Test("tells what it does not understand, without waiting")
    func misspelt() async {
        let failure = await mock.missing("createRentl", within: .seconds(600))
        #expect(failure?.message.contains("did you mean 'createRental'?") == true)
        #expect(await mock.missing("me", within: .seconds(601))?.message.contains("timeout") == true)
        #expect(await mock.missing("me", times: 0)?.message.contains("times") == true)
        #expect(await mock.missing("me", status: 17)?.message.contains("status") == true)
    }

    @Test("ends when its task is cancelled")
    func cancelled() async {
        let wait = Task { try await mock.wait(for: "me", timeout: .seconds(600)) }
        let missing = Task { await mock.missing("me", within: .seconds(600)) }
        wait.cancel()
        missing.cancel()
        await #expect(throws: CancellationError.self) { try await wait.value }
        #expect(await missing.value?.code == "cancelled")
    }

    @Test("ends when the server stops, and does not begin any more after that")
    func stopped() async {
        async let missing = mock.missing("me", within: .seconds(600))
        async let stop: Void = mock.stop()
        #expect(await missing?.code == "stopped")
        await stop
        #expect(await mock.missing("me", within: .seconds(600))?.code == "stopped")
    }
}
