import GPUOutletClient
// The documentation shows what follows.
import GPUOutletMock
import Testing

@Test func aLaunchIsTriedAgainAfterTheWaitItWasTold() async throws {
    let mock = try MockServer.start(scenario: "{ clock: { mode: 'virtual' } }")
    try mock.inject("provider_pool_empty; retryAfter=30", on: .createRental, times: 2)
    let client = GPUOutletClient(baseURL: mock.apiURL, cookie: "sid=dev") { try mock.advance(by: $0) }
    _ = try await client.launch("h100-80gb")
    #expect(mock.unmet(.calls(.createRental, times: 3), .verdict(.honoursRetryAfter)) == nil)
}
