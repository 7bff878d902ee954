import GPUOutletMock
import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import gpuoutlet_mock

@Suite("The shipped scenarios")
struct ShippedScenariosTests {
    private static let folder = Repository.path("scenarios")
    private static let names = Repository.files(under: "scenarios", endingIn: ".json")
        .filter { !$0.hasSuffix(".schema.json") }

    private static func scenario(_ path: String) throws -> Scenario {
        try Scenario.read(Array(Repository.text(path).utf8), file: path)
    }

    @Test("check passes on all of them, and counts them")
    func check() {
        let run = Captured.run("check", Self.folder)
        #expect(run.code == .ok, "\(run.output)")
        #expect(run.output.hasSuffix("\(Self.names.count) scenario files: \(Self.names.count) passed, 0 failed\n"))
    }

    @Test("each is plain JSON that names its schema, and says why it is there and how it goes", arguments: names)
    func form(path: String) throws {
        let document = try JSON.parse(Repository.text(path))
        #expect(document["$schema"] == "./scenario.schema.json")
        let scenario = try Self.scenario(path)
        #expect(!scenario.why.isEmpty)
        #expect(!scenario.example.isEmpty)
        #expect("scenarios/\(scenario.name).json" == path)
    }

    @Test("each error code has a scenario in which the plain call meets it at once", arguments: ErrorCode.allCases)
    func codes(code: ErrorCode) throws {
        let name = String(code.wireName.map { $0 == "_" ? "-" : $0 })
        let scenario = try Self.scenario("scenarios/\(name).json")
        let calls = scenario.example.compactMap { step -> ExampleStep.Call? in
            if case .send(let call) = step.action { call } else { nil }
        }
        let refused = try #require(calls.first { $0.answers?.error == code })
        #expect(refused.answers?.status == code.status)
        // Only a pod has to be found before it can be stopped.
        #expect(code == .alreadyStopped || refused == calls.first)
    }

    @Test("the schema beside them is the one that the reader's table makes")
    func schema() throws {
        let text = ScenarioSchema.document.prettyText + "\n"
        guard try !Repository.rewrite("scenarios/scenario.schema.json", with: text) else { return }
        #expect(
            try Repository.text("scenarios/scenario.schema.json") == text,
            "REWRITE_DOCUMENTS=1 swift test --filter ShippedScenariosTests writes it")
    }
}
