import OutletContract
import OutletEngine
import Testing

@testable import gpuoutlet_mock

/// The README's tables are generated. `REWRITE_DOCUMENTS=1 swift test --filter ReadmeTests` writes them.
@Suite("The README", .serialized)
struct ReadmeTests {
    private static let tables: [(name: String, table: String)] = [
        ("control plane", ControlCallTable.markdown), ("errors", ErrorTable.markdown),
        ("flags", FlagsTable.markdown),
    ]

    @Test("each table is the one that the code makes", arguments: tables.map(\.name))
    func table(name: String) throws {
        let table = try #require(Self.tables.first { $0.name == name }?.table)
        let text = try Repository.text("README.md")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("<!-- \(name): ") })
        let end = try #require(lines[start...].firstIndex(of: "<!-- end -->"))
        let fresh = (lines[...start] + [table] + lines[end...]).joined(separator: "\n")
        guard try !Repository.rewrite("README.md", with: fresh) else { return }
        #expect(lines[(start + 1)..<end].joined(separator: "\n") == table)
    }

    @Test("its Swift snippet is a test of the sample package, word for word")
    func swiftSnippet() throws {
        let readme = try Repository.text("README.md")
        let start = try #require(readme.firstRange(of: "```swift\n")).upperBound
        let snippet = try readme[start...].prefix(upTo: #require(readme[start...].firstRange(of: "```")).lowerBound)
        let test = try Repository.text("Tests/SamplePackage/Tests/GPUOutletClientTests/ReadmeTests.swift")
        let mark = try #require(test.firstRange(of: "// README: the Swift snippet from here to the end\n"))
        #expect(snippet == test[mark.upperBound...])
    }

    /// What a reader takes in one sitting, and the recipes, which are looked up rather than read: those in other
    /// languages, the drill and the two pipelines.
    @Test("it stays within 285 lines, and its recipes within 180")
    func length() throws {
        let lines = try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
        var recipes = 0
        var isRecipe = false
        for line in lines {
            if line.hasPrefix("<!-- recipe: ") { isRecipe = true }
            if isRecipe { recipes += 1 }
            if line == "```" { isRecipe = false }
        }
        #expect(lines.count - recipes <= 285)
        #expect(recipes <= 180)
    }
}
