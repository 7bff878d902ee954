import GPUOutletMock
import OutletExplorer
import OutletScenarios
import Testing

@testable import gpuoutlet_mock

@Suite("A search with clients")
struct ClientSearchTests {
    private func search(_ words: [String], budget: Duration? = nil) throws -> ClientSearch {
        let command = ClientCommand(words: words, environment: ["PATH": "/usr/bin:/bin"], urlVariables: [])
        let settings = ClientSearch.Settings(jobs: 2, timeLimit: .seconds(60), budget: budget)
        let stage = TrialStage(try MockServer.start())
        return ClientSearch(Explorer(ExplorerSettings(), from: .healthy), on: stage, command, settings)
    }

    @Test("an interrupt ends the clients that run, and what is known stays known")
    func interrupt() throws {
        var search = try search(["sleep", "1000"])
        var looks = 0
        search.run {
            looks += 1
            return looks == 3
        } note: { _ in
        }
        #expect(search.cut == .interrupted)
        #expect(search.explorer.progress.runs == 0)
    }

    @Test("a second interrupt does not wait for a client that ignores the first")
    func secondInterrupt() throws {
        var search = try search(["sh", "-c", "trap '' TERM; while :; do sleep 1000; done"])
        let start = ContinuousClock.now
        search.run {
            true
        } note: { _ in
        }
        #expect(search.cut == .interrupted)
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test("when the budget is used up, nothing further is started")
    func budget() throws {
        var search = try search(["sleep", "1000"], budget: .zero)
        search.run {
            false
        } note: { _ in
        }
        #expect(search.cut == .timeIsUp)
    }

    @Test("a client that cannot be started ends it with the reason")
    func cannotStart() throws {
        var search = try search(["/etc/passwd"])
        search.run {
            false
        } note: { _ in
        }
        #expect(search.cut == .cannotStart("/etc/passwd: Permission denied"))
    }

    @Test("a program is looked for before anything runs")
    func trouble() throws {
        func trouble(_ word: String) -> String? {
            ClientCommand(words: [word], environment: ["PATH": "/usr/bin:/bin"], urlVariables: []).trouble
        }
        #expect(trouble("sh") == nil)
        #expect(trouble("/bin/sh") == nil)
        #expect(trouble("no-such-program") == "there is no program no-such-program in any folder of PATH")
        #expect(trouble("./no-such-program") == "there is no program ./no-such-program")
        #expect(trouble("/bin") == "/bin is a folder, and no program")
        #expect(trouble("/etc/passwd") == "/etc/passwd cannot be run: it is not executable")
    }

    @Test("the session is that of the scenario's first user that has one")
    func session() throws {
        #expect(ClientCommand.session(of: .healthy) == "dev")
        let scenario = try Scenario.read(
            Array("{given: {users: [{email: 'a@b.example'}, {email: 'c@d.example', sid: 'second'}]}}".utf8), file: "x")
        #expect(ClientCommand.session(of: scenario) == "second")
    }
}
