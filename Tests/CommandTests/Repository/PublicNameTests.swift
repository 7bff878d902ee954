import OutletContract
import OutletScenarios
import OutletWire
import Testing

/// The library's constants, made from the contract's tables by
/// `REWRITE_DOCUMENTS=1 swift test --filter PublicNameTests`.
@Suite("The library's constants", .serialized)
struct PublicNameTests {
    private static let types = ["MockOperation", "MockErrorCode", "MockVerdict"]

    /// Each constant's name, the word it stands for, and what is said of it.
    private static func rows(of type: String) -> [(name: String, word: String, text: String)] {
        switch type {
        case "MockOperation":
            Operation.allCases.map { ("\($0)", $0.wireName, "`\($0.method.name) \($0.path)`: \($0.row.summary).") }
                + Operation.Group.allCases.map { group in
                    ("\(group)", group.rawValue, "All operations of the group `\(group.rawValue)`.")
                }
                + [("all", "*", "Every operation.")]
        case "MockErrorCode":
            ErrorCode.allCases.map { ("\($0)", $0.wireName, "\($0.status): \($0.row.when).") }
        default:
            VerdictName.allCases.map { ("\($0)", $0.rawValue, $0.rule[0]) }
        }
    }

    @Test("are those of the contract", arguments: types)
    func fresh(type: String) throws {
        let rows = Self.rows(of: type).map { row in
            "    /// \(row.text)\n    public static let \(row.name) = \(type)(rawValue: \"\(row.word)\")"
        }
        let text = """
            // swift-format-ignore-file
            // Made from the contract's tables by `REWRITE_DOCUMENTS=1 swift test --filter PublicNameTests`.

            extension \(type) {
            \(rows.joined(separator: "\n"))
            }

            """
        let path = "Sources/GPUOutletMock/Server/\(type)+Names.swift"
        guard try !Repository.rewrite(path, with: text) else { return }
        #expect(try Repository.text(path) == text)
    }

    @Test("have names of their own", arguments: types)
    func apart(type: String) {
        let names = Self.rows(of: type).map(\.name)
        #expect(Set(names).count == names.count)
    }
}
