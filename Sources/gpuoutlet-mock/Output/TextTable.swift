import OutletContract
import OutletWire

/// A table with a header, for a terminal or a Markdown page.
struct TextTable {
    var header: [String]
    var rows: [[String]]

    /// Columns side by side, two blanks apart, the last one wrapped at `width`. If that leaves too little room, each
    /// row's first cell gets a line of its own, with the other cells below it.
    func text(width: Int = 100) -> String {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        if indent + TextTable.leastLastColumn > width { return stacked(width: width) }
        return ([header] + rows).map { row in
            let left = zip(row, widths).dropLast().map { $0.padded(to: $1) + "  " }.joined()
            let last = Paragraph.wrapped(row[row.count - 1], indent: indent, width: width)
            let line = last.isEmpty ? left : left + last.dropFirst(indent)
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    private static let leastLastColumn = 30

    private func stacked(width: Int) -> String {
        rows.map { row in
            let further = row.dropFirst().filter { !$0.isEmpty }
            return ([row[0]] + further.map { Paragraph.wrapped($0, indent: 4, width: width) }).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// A GitHub table, with bars in cells escaped.
    var markdown: String {
        let lines = [header, header.map { _ in "---" }] + rows
        return lines.map { row in
            "| " + row.map(TextTable.escaped).joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }

    private static func escaped(_ cell: String) -> String {
        cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
