import OutletContract
import OutletEngine
import OutletScenarios
import Testing

@testable import gpuoutlet_mock

/// What of the documentation is made from the program's tables. `REWRITE_DOCUMENTS=1 swift test --filter DocumentTests`
/// writes it.
@Suite("The documentation's generated parts", .serialized)
struct DocumentTests {
    private struct Part: Sendable, CustomStringConvertible {
        var page: String
        var name: String
        var text: @Sendable () -> String

        var description: String { "\(page): \(name)" }
    }

    private static let parts: [Part] = [
        Part(page: Documents.catalogue("ErrorCodes"), name: "errors") { ErrorTable.markdown },
        Part(page: Documents.catalogue("CommandLine"), name: "commands") { CommandTables.commands },
        Part(page: Documents.catalogue("CommandLine"), name: "flags") { FlagsTable.markdown },
        Part(page: Documents.catalogue("CommandLine"), name: "exit codes") { CommandTables.exitCodes },
        Part(page: Documents.catalogue("ScenarioFiles"), name: "help scenario") { reference(.scenario) },
        Part(page: Documents.catalogue("FaultReference"), name: "help faults") { reference(.faults) },
        Part(page: Documents.catalogue("ControlPlane"), name: "help control") { reference(.control) },
        Part(page: Documents.catalogue("Verdicts"), name: "help verdicts") { reference(.verdicts) },
        Part(page: "scenarios/README.md", name: "scenarios") { CommandTables.scenarios },
    ]

    private static func reference(_ topic: ReferenceTopic) -> String { topic.page.markdown }

    @Test("each part is the one that the code makes", arguments: parts.indices)
    func part(index: Int) throws {
        let part = Self.parts[index]
        let text = part.text()
        let lines = try Repository.text(part.page).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("<!-- \(part.name): ") }, "\(part)")
        let end = try #require(lines[start...].firstIndex(of: "<!-- end -->"), "\(part)")
        let fresh = (lines[...start] + ["", text, ""] + lines[end...]).joined(separator: "\n")
        guard try !Repository.rewrite(part.page, with: fresh) else { return }
        #expect(
            lines[(start + 1)..<end].joined(separator: "\n") == "\n\(text)\n",
            "\(part): REWRITE_DOCUMENTS=1 swift test --filter DocumentTests writes it")
    }

    @Test("each part of each page has its text here")
    func allParts() throws {
        for page in Documents.pages {
            let starts = try Repository.text(page).split(separator: "\n").filter {
                $0.hasPrefix("<!-- ") && $0.contains(": REWRITE_DOCUMENTS=1 ")
            }
            let names = starts.map { String($0.dropFirst("<!-- ".count).prefix { $0 != ":" }) }
            #expect(Set(names) == Set(Self.parts.filter { $0.page == page }.map(\.name)), "\(page)")
        }
    }

    @Test("each header that the reference shows is one that is read")
    func headers() throws {
        for text in ReferenceTopic.headerExamples {
            #expect(throws: Never.self) { try Fault.readHeader(text, for: .createRental) }
        }
    }

    @Test("the changelog's newest version is the program's")
    func changelog() throws {
        let text = try Repository.text(Documents.catalogue("Changelog"))
        let versions = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3) }
        #expect(versions.first { $0.first?.isNumber == true } == Product.version[...])
    }

    @Test("the image's version label is the program's")
    func imageLabel() throws {
        let label = "org.opencontainers.image.version=\"\(Product.version)\""
        #expect(try Repository.text("docker/Dockerfile").contains(label))
    }
}
