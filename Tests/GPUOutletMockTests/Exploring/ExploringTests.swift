import GPUOutletMock
import OutletExplorer
import Testing

@Suite struct ExploringTests {
    @Test("A client that is right survives whatever goes wrong around it, or fails cleanly")
    func right() async throws {
        let exploration = try await MockServer.explore(.init(slowAnswers: false)) { mock in
            try ExploredClient(mock).launchUseAndStop()
        }
        #expect(exploration.problems.isEmpty)
        #expect(exploration.failure == nil)
        #expect(exploration.runs > 60)
    }

    @Test("A mistake is found and told with what shows it")
    func mistake() async throws {
        let exploration = try await MockServer.explore(.init(depth: 1, slowAnswers: false)) { mock in
            try ExploredClient(mock, .launchesBlindly).launchUseAndStop()
        }
        let problem = try #require(exploration.problems.first)
        #expect(problem.kind == "does-it-twice")
        #expect(problem.operation == .createRental)
        #expect(problem.cells > 1)
        #expect(exploration.problems.description.contains("does it twice at createRental 1"))
        #expect(exploration.failure?.message == exploration.description)
        let mock = try MockServer.start(scenario: MockScenario(problem.scenario))
        let faults = mock.control("GET", "faults").body
        #expect(faults.contains("explore-1"))
    }

    @Test("The same client has the same report, but for times")
    func determinism() async throws {
        func report() async throws -> String {
            let exploration = try await MockServer.explore(.init(depth: 2, slowAnswers: false)) { mock in
                try ExploredClient(mock, .leavesPod).launchUseAndStop()
            }
            return exploration.json.replacing(/"seconds":[0-9.e-]+/, with: "")
        }
        let first = try await report()
        #expect(first.contains("leaves-behind"))
        #expect(try await report() == first)
    }

    @Test("An answer that never comes does not hang a client with a time limit of its own")
    func slow() async throws {
        let exploration = try await MockServer.explore(.init(depth: 1, timeout: .seconds(600))) { mock in
            try ExploredClient(mock).launchUseAndStop()
        }
        #expect(!exploration.problems.contains { $0.kind == "hangs" })
    }

    @Test("A client that does not end when its time is up hangs, and is cancelled")
    func hangs() async {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (cancelled, cancel) = AsyncStream.makeStream(of: Void.self)
        let end = await ClientTask.end(
            of: {
                begin.finish()
                try? await Task.sleep(for: .seconds(3600))
                cancel.finish()
            },
            unless: { for await _ in begun {} })
        #expect(end == .timedOut)
        for await _ in cancelled {}
    }

    @Test("A client that ends in time has done so, whether it returns or throws")
    func ends() async {
        let never: @Sendable () async throws -> Void = { try await Task.sleep(for: .seconds(3600)) }
        #expect(await ClientTask.end(of: {}, unless: never) == .exited(0))
        let thrown = await ClientTask.end(of: { throw ExploredClient.GivesUp(description: "no") }, unless: never)
        #expect(thrown == .threw("no"))
    }

    @Test("A client that fails when nothing goes wrong cannot be explored, and the failure says why")
    func baseline() async throws {
        let line = #line + 1  // the macro stands for all of its lines
        let failure = await #expect(throws: MockFailure.self) {
            try await MockServer.explore { _ in throw ExploredClient.GivesUp(description: "no idea") }
        }
        #expect(failure?.code == "baseline_failed")
        #expect(failure?.message.contains("no idea") == true)
        #expect(failure?.place == "GPUOutletMockTests/ExploringTests.swift:\(line)")
    }
}
