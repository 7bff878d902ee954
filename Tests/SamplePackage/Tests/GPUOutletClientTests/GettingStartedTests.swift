import GPUOutletClient
// The documentation shows what follows.
import GPUOutletMock
import Testing

@Test func aLaunchWaitsAsItIsToldAndTriesAgain() async throws {
    let mock = try MockServer.start(scenario: "{ clock: { mode: 'virtual' } }")  // on a free port, in this process
    try mock.inject("provider_pool_empty; retryAfter=30", on: .createRental, times: 2)
    let client = GPUOutletClient(baseURL: mock.apiURL, cookie: "sid=dev") { try mock.advance(by: $0) }

    let pod = try await client.launch("h100-80gb")
    try mock.advance(by: .seconds(45))

    let status = try await client.rental(pod.id).status
    #expect(status == "running")
    #expect(mock.unmet(.calls(.createRental, times: 3), .verdict(.honoursRetryAfter)) == nil)
}
