import Foundation
import Testing

@testable import OutletScenarios

/// For each kind of problem `Golden/<kind>.json5` makes the mistake, and `Golden/<kind>.txt` says word for word what
/// its author reads. `REWRITE_DOCUMENTS=1 swift test` writes the texts anew.
@Suite("The problems of a scenario file")
struct ProblemGoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    static let rewrites = ProcessInfo.processInfo.environment["REWRITE_DOCUMENTS"] != nil

    @Test("are told word for word", arguments: ProblemKind.allCases)
    func golden(kind: ProblemKind) throws {
        let file = "\(kind.rawValue).json5"
        let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: file)))
        let list = try #require(throws: ProblemList.self) { _ = try Scenario.read(bytes, file: file) }
        #expect(list.problems.contains { $0.kind == kind })
        let text = list.text() + "\n"
        let golden = Self.folder.appending(path: "\(kind.rawValue).txt")
        if Self.rewrites { try Data(text.utf8).write(to: golden) }
        #expect(try String(contentsOf: golden, encoding: .utf8) == text)
    }

    @Test("have a golden text and nothing besides")
    func noStrays() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let expected = ProblemKind.allCases.flatMap { ["\($0.rawValue).json5", "\($0.rawValue).txt"] }
        #expect(Set(files) == Set(expected))
    }
}
