import OutletEngine
import OutletScenarios
import OutletWire
import Testing

/// The scenarios in the binary are those of the folder, made by
/// `REWRITE_DOCUMENTS=1 swift test --filter ShippedScenarioTests`.
@Suite("The shipped scenarios", .serialized)
struct ShippedScenarioTests {
    private static let source = "Sources/OutletScenarios/Values/ShippedScenarios+Texts.swift"

    private static let files = Repository.files(under: "scenarios", endingIn: ".json").filter {
        !$0.hasSuffix(".schema.json") && Scenario.defaultName(forFile: $0) != Scenario.healthy.name
    }

    /// A raw string is what the compiler reads fast; one line for each, as compact JSON.
    private static func generated() throws -> String {
        let rows = try files.map { path in
            let text = try JSON.parse(Array(Repository.text(path).utf8), dialect: .relaxed).text
            #expect(!text.contains("\"#"), "\(path) would end the raw string")
            return "        (\"\(Scenario.defaultName(forFile: path))\", #\"\(text)\"#),"
        }
        return """
            // swift-format-ignore-file
            // Made from the folder `scenarios` by `REWRITE_DOCUMENTS=1 swift test --filter ShippedScenarioTests`.

            extension ShippedScenarios {
                /// Each scenario's name and document.
                static let texts: [(name: String, text: String)] = [
            \(rows.joined(separator: "\n"))
                ]
            }

            """
    }

    @Test("are the files of the folder")
    func fresh() throws {
        let generated = try Self.generated()
        guard try !Repository.rewrite(Self.source, with: generated) else { return }
        #expect(try Repository.text(Self.source) == generated, "run the tests with REWRITE_DOCUMENTS=1")
    }

    @Test("can all be read, and say and do what their files do", arguments: files)
    func equal(path: String) throws {
        let name = Scenario.defaultName(forFile: path)
        let shipped = try #require(ShippedScenarios.scenario(named: name))
        let file = try Scenario.read(Array(Repository.text(path).utf8), file: path)
        #expect(shipped.why == file.why)
        #expect(shipped.faults == file.faults)
        #expect(shipped.document == file.document)
        #expect(ExampleReplay.failures(of: shipped) == [])
    }

    @Test("are picked by a world's name without any file, and give way to a file of their name")
    func library() throws {
        let bare = ScenarioLibrary()
        #expect(try bare.scenario(forWorld: "provider-pool-empty~1").name == "provider-pool-empty")
        let own = try Scenario.read(Array("{ why: 'mine' }".utf8), file: "provider-pool-empty.json")
        #expect(try ScenarioLibrary([own]).scenario(forWorld: "provider-pool-empty").why == "mine")
        #expect(bare.names.count == Self.files.count + 1)
    }
}
