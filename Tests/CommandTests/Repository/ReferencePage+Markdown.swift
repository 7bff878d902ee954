import OutletPages

@testable import gpuoutlet_mock

/// A page of reference as a part of the documentation's Markdown.
extension ReferencePage {
    var markdown: String { blocks.map(ReferencePage.markdown).joined(separator: "\n\n") }

    private static func markdown(_ block: Block) -> String {
        switch block {
        case .heading(let text, let level): String(repeating: "#", count: level + 1) + " \(text)"
        case .paragraph(let text): escaped(text)
        case .code(let lines): (["```"] + lines + ["```"]).joined(separator: "\n")
        case .terms(let terms):
            TextTable(
                header: ["key", "what it is for", "takes", "example"],
                rows: terms.map { ["`\($0.name)`", escaped($0.text), escaped($0.values), "`\($0.example)`"] }
            ).markdown
        case .table(let header, let rows): TextTable(header: header, rows: rows.map { $0.map(escaped) }).markdown
        }
    }

    /// Outside of code, what Markdown would take for its own.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, piece in
            guard index.isMultiple(of: 2) else { return String(piece) }
            return piece.map { "*<".contains($0) ? "\\\($0)" : String($0) }.joined()
        }.joined(separator: "`")
    }
}
