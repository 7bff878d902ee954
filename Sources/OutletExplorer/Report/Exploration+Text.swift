package import OutletScenarios
import OutletWire

/// The report for a terminal: the matrix, what its signs mean, and the problems.
extension Exploration {
    /// - Parameters:
    ///   - replay: how to reproduce a problem; nil if no files are written.
    package func text(width: Int = 100, paint: Paint = Paint(isOn: false), replay: ReplayCommand? = nil) -> String {
        let parts = [matrixText(width, paint), baselineText, problemsText(width, paint, replay), summaryText(width)]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    // MARK: The matrix

    private func matrixText(_ width: Int, _ paint: Paint) -> String {
        let matrix = Matrix(self)
        guard !matrix.groups.isEmpty else { return "" }
        let keys = Exploration.keys(for: matrix.groups.flatMap(\.hazards))
        let labels = matrix.tables.flatMap(\.rows).map(\.point.description)
        let margin = (labels.map(\.count).max() ?? 0) + 4
        // One blank between columns, two more between groups of them.
        let blocks = Exploration.blocks(of: matrix.groups, width: width - margin)
        let tables = matrix.tables.map { table in
            let used = Set(table.rows.flatMap(\.marks.keys))
            let lines = blocks.map { block in
                let shown = block.map { group in group.hazards.filter { table.chain.isEmpty || used.contains($0) } }
                return Exploration.lines(of: table, shown.filter { !$0.isEmpty }, keys, margin: margin, paint)
            }
            let chain = table.chain.map { "  after \($0.description)" }
            return (chain + lines.flatMap(\.self)).joined(separator: "\n")
        }
        return (tables + [keysText(matrix, keys, width), signsText(matrix, width)]).joined(separator: "\n\n")
    }

    /// Returns a line of column heads and one line per row.
    private static func lines(
        of table: Matrix.Table, _ groups: [[Hazard]], _ keys: [Hazard: String], margin: Int, _ paint: Paint
    ) -> [String] {
        guard !groups.isEmpty else { return [] }
        func line(_ label: String, _ sign: (Hazard) -> String) -> String {
            let columns = groups.map { $0.map(sign).joined(separator: " ") }.joined(separator: "   ")
            return ("    " + label).padded(to: margin + 2) + columns
        }
        let head = line("") { keys[$0] ?? " " }
        return [head]
            + table.rows.map { row in
                trimmed(
                    line(row.point.description) { hazard in
                        guard let mark = row.marks[hazard] else { return " " }
                        return mark.isProblem ? paint.red(mark.sign) : mark.sign
                    })
            }
    }

    /// Assigns letters, then digits. Further columns get no sign, but so many are not expected.
    private static func keys(for hazards: [Hazard]) -> [Hazard: String] {
        let signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456789".map(String.init)
        return zip(hazards, signs).reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    /// Puts as many groups side by side as fit.
    private static func blocks(of groups: [Matrix.Group], width: Int) -> [[Matrix.Group]] {
        var blocks: [[Matrix.Group]] = []
        var left = 0
        for group in groups {
            let needed = group.hazards.count * 2 + 2
            if needed > left || blocks.isEmpty {
                blocks.append([])
                left = width
            }
            blocks[blocks.count - 1].append(group)
            left -= needed
        }
        return blocks
    }

    private func keysText(_ matrix: Matrix, _ keys: [Hazard: String], _ width: Int) -> String {
        let margin = (matrix.groups.map(\.title.count).max() ?? 0) + 4
        return matrix.groups.map { group in
            let entries = group.hazards.map { "\(keys[$0] ?? "?")\u{A0}\($0.name)" }.joined(separator: "  ")
            let body = Exploration.wrapped(entries, by: "  ", indent: margin, width: width)
            return ("  " + group.title).padded(to: margin) + body.dropFirst(margin)
        }.joined(separator: "\n").split(separator: "\u{A0}", omittingEmptySubsequences: false).joined(separator: " ")
    }

    private func signsText(_ matrix: Matrix, _ width: Int) -> String {
        matrix.legend.map { entry in
            "  \(entry.sign) " + Exploration.wrapped(entry.title, indent: 4, width: width).dropFirst(4)
        }.joined(separator: "\n")
    }

    // MARK: The problems

    private var baselineText: String {
        baselineVerdicts.map { "While all is well, \($0.name.rawValue) fails: \($0.message)" }.joined(separator: "\n")
    }

    private func problemsText(_ width: Int, _ paint: Paint, _ replay: ReplayCommand?) -> String {
        problems.enumerated().map { index, problem in
            let unstable = problem.isStable ? "" : " (it did not happen again)"
            let title = "\(index + 1). \(problem.title)\(unstable)"
            let facts = Exploration.facts(of: problem, replay).map { name, text in
                "   \(name)".padded(to: 12)
                    + Exploration.wrapped(text, indent: 12, width: name == "again" ? .max : width).dropFirst(12)
            }
            return ([paint.bold(title)] + facts + problem.output.suffix(8).map { "            | " + $0 })
                .joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// The facts about a problem, each with its label.
    private static func facts(of problem: Problem, _ replay: ReplayCommand?) -> [(String, String)] {
        var facts = [("what", problem.message)]
        for (index, injection) in problem.injections.enumerated() {
            facts.append((index == 0 ? "when" : "and", injection.description))
        }
        facts += problem.left.map { ("left", $0.text) }
        if let cost = problem.costText { facts.append(("costs", cost)) }
        facts += problem.verdicts.map { ("verdict", $0.rawValue) }
        facts.append(("shows in", "\(Counted(problem.cells.count, "cell"))"))
        if let replay { facts.append(("again", replay.line(for: problem))) }
        facts.append(("ended", problem.endText))
        return facts
    }

    // MARK: The summary

    private func summaryText(_ width: Int) -> String {
        summaryLines.map { Exploration.wrapped($0, indent: 0, width: width) }.joined(separator: "\n")
    }

    // MARK: Layout

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// Wraps between words and indents each line by `indent` blanks. A word that is too long gets a line of its own.
    private static func wrapped(_ text: String, by gap: String = " ", indent: Int, width: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let line = lines.last, line.count + gap.count + word.count <= width {
                lines[lines.count - 1] += gap + word
            } else {
                lines.append(margin + word)
            }
        }
        return lines.joined(separator: "\n")
    }
}
