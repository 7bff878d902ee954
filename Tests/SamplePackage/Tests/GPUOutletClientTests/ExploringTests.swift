import Foundation
import GPUOutletClient
import GPUOutletMock
import Testing

/// The app's own job, with everything that the double can think of going wrong around it.
@Suite("Exploring")
struct ExploringTests {
    private static func client(_ mock: MockWorld) -> GPUOutletClient {
        GPUOutletClient(baseURL: mock.apiURL, cookie: "sid=dev") { try mock.advance(by: $0) }
    }

    @Test("a look at the wallet survives, or gives up cleanly")
    func balance() async throws {
        let exploration = try await MockServer.explore(.init(slowAnswers: false)) { mock in
            _ = try await Self.client(mock).availableCents()
        }
        #expect(exploration.problems.isEmpty)
        #expect(exploration.failure == nil)
    }

    @Test("a launch whose answer is lost leaves its pod behind: the client never looks for it")
    func launch() async throws {
        let exploration = try await MockServer.explore(.init(depth: 1, slowAnswers: false)) { mock in
            let client = Self.client(mock)
            let pod = try await client.launch("h100-80gb")
            try mock.advance(by: .seconds(45))
            try await client.stop(pod.id)
        }
        let problem = exploration.problems.first { $0.operation == .createRental }
        #expect(problem?.kind == "leaves-behind")
    }
}
