import GPUOutletClient
// The documentation shows what follows.
import GPUOutletMock
import Testing

@Test func theWalletIsReadOrTheErrorIsPassedOn() async throws {
    let exploration = try await MockServer.explore(.init(slowAnswers: false)) { mock in
        let client = GPUOutletClient(baseURL: mock.apiURL, cookie: "sid=dev") { try mock.advance(by: $0) }
        _ = try await client.availableCents()
    }
    #expect(exploration.problems.isEmpty)
}
