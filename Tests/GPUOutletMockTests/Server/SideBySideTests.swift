import GPUOutletMock
import Testing

@Suite("Hundreds of servers")
struct SideBySideTests {
    private static let count = 300

    @Test("run side by side, each with a port, a world and faults of its own")
    func sideBySide() async throws {
        let servers = try await withThrowingTaskGroup { group in
            for _ in 0..<Self.count { group.addTask { try MockServer.start(isClockVirtual: true) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(servers.map(\.port)).count == Self.count)
        try await withThrowingTaskGroup { group in
            for (place, mock) in servers.enumerated() {
                group.addTask {
                    let failures = place % 3
                    if failures > 0 { try mock.inject("provider_error", on: "createRental", times: failures) }
                    for _ in 0...failures { _ = try mock.status("POST /v1/rentals", SomeBody.launch) }
                    try mock.advance(by: .seconds(place))
                }
            }
            try await group.waitForAll()
        }
        for (place, mock) in servers.enumerated() {
            #expect(try mock.requests().compactMap(\.error).count == place % 3)
            #expect(mock.unmet(.calls("createRental", times: 1, status: 200)) == nil)
            #expect(mock.unmet(.calls("*", times: 1 + place % 3)) == nil)
            let seconds = String(place % 60)
            #expect(mock.control("GET", "clock").body.contains(":\(seconds.count == 1 ? "0" : "")\(seconds).000Z"))
        }
    }

    @Test("run in as many tests at once, each with its own state", arguments: 0..<Self.count)
    func parallelCases(number: Int) async throws {
        let mock = try MockServer.start(scenario: "{ given: { stock: { 'h100-80gb': \(number % 2) } } }")
        #expect(try mock.status("POST /v1/rentals", SomeBody.launch) == (number % 2 == 0 ? 503 : 200))
        try await mock.wait(for: "createRental")
        #expect(try mock.requests().map(\.number) == [1])
    }
}
