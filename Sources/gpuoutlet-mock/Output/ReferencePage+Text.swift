import OutletPages

/// A reference page for a terminal, laid out like the manual: headings at the margin, everything else indented.
extension ReferencePage {
    func text(width: Int) -> String {
        let width = min(width, 100)
        let head = "\(title.uppercased())\n" + Paragraph.wrapped(summary, indent: 4, width: width)
        return ([head] + blocks.map { ReferencePage.text($0, width: width) }).joined(separator: "\n\n")
    }

    private static func text(_ block: Block, width: Int) -> String {
        switch block {
        case .heading(let text, 1): text
        case .heading(let text, _): "  \(text)"
        case .paragraph(let text): Paragraph.wrapped(text, indent: 4, width: width)
        case .code(let lines): lines.map { "        \($0)" }.joined(separator: "\n")
        case .terms(let terms): terms.map { self.text($0, width: width) }.joined(separator: "\n\n")
        case .table(let header, let rows):
            TextTable(header: header.map { $0.uppercased() }, rows: rows.map { $0.map(unquoted) }).text(
                width: width - 4
            )
            .split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        }
    }

    /// Removes backticks, which a name in a column of its own does not need.
    private static func unquoted(_ cell: String) -> String { cell.split(separator: "`").joined() }

    private static func text(_ term: Term, width: Int) -> String {
        let example = term.example.isEmpty ? [] : ["        \(term.example)"]
        let lines = [
            "    \(term.name)", Paragraph.wrapped(term.text, indent: 8, width: width),
            Paragraph.wrapped(term.values, indent: 8, width: width),
        ]
        return (lines + example).joined(separator: "\n")
    }
}
