package import OutletWire

extension ProblemList {
    /// Each problem as `file:line:column: error: path: what is wrong`, with its line and a caret under the column.
    package func text(inColour: Bool = false) -> String {
        problems.map { $0.text(source: source, inColour: inColour) }.joined(separator: "\n")
    }

    /// The problems as data, for editors and other programs.
    package var json: JSON {
        .array(problems.map { $0.json(source: source) })
    }

    /// One sentence for each problem, for a reader who has no file: `path: what is wrong`.
    package var sentences: String {
        problems.map { $0.location.path.isEmpty ? $0.sentence : "\($0.location.path): \($0.sentence)" }
            .joined(separator: "; ")
    }
}

extension Problem {
    package func text(source: String, inColour: Bool) -> String {
        let paint = Paint(isOn: inColour)
        let location = "\(source):\(self.location.position.line):\(self.location.position.column):"
        let path = self.location.path.isEmpty ? "" : "\(self.location.path): "
        let padding = String(
            String.UnicodeScalarView(
                excerpt.text.unicodeScalars.prefix(excerpt.column - 1).map { $0 == "\t" ? $0 : " " }))
        return """
            \(paint.bold(location.withoutControls)) \(paint.red("error:")) \((path + sentence).withoutControls)
                \(excerpt.text)
                \(padding)\(paint.red("^"))
            """
    }

    package func json(source: String) -> JSON {
        [
            "file": .string(source), "line": .integer(location.position.line),
            "column": .integer(location.position.column),
            "path": .string(location.path), "kind": .string(kind.rawValue), "message": .string(message),
            "suggestion": .optional(suggestion),
        ]
    }
}
