import OutletContract
import OutletEngine
import Testing

@testable import gpuoutlet_mock

/// The README's tables are generated. `REWRITE_DOCUMENTS=1 swift test --filter ReadmeTests` writes them.
@Suite("The README", .serialized)
struct ReadmeTests {
    private static let tables: [(name: String, table: String)] = [
        ("control plane", ControlCallTable.markdown), ("errors", ErrorsCommand.markdown),
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

    @Test("it stays within 250 lines")
    func length() throws {
        #expect(try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 251)
    }
}
