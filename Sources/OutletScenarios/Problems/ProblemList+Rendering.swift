package import OutletWire

extension ProblemList {
    /// Each problem as `file:line:column: error: path: what is wrong`, with its line and a caret under the place.
    package func text(inColour: Bool = false) -> String {
        problems.map { $0.text(source: source, inColour: inColour) }.joined(separator: "\n")
    }

    /// The problems as data, for editors and other programs.
    package var json: JSON {
        .array(problems.map { $0.json(source: source) })
    }

    /// The problems in one sentence each, for a reader who has no file to look at: `path: what is wrong`.
    package var sentences: String {
        problems.map { $0.place.path.isEmpty ? $0.sentence : "\($0.place.path): \($0.sentence)" }
            .joined(separator: "; ")
    }
}

extension Problem {
    package func text(source: String, inColour: Bool) -> String {
        let paint = Paint(isOn: inColour)
        let place = "\(source):\(self.place.position.line):\(self.place.position.column):"
        let path = self.place.path.isEmpty ? "" : "\(self.place.path): "
        let padding = String(
            String.UnicodeScalarView(
                excerpt.text.unicodeScalars.prefix(excerpt.column - 1).map { $0 == "\t" ? $0 : " " }))
        return """
            \(paint.bold(place.withoutControls)) \(paint.red("error:")) \((path + sentence).withoutControls)
                \(excerpt.text)
                \(padding)\(paint.red("^"))
            """
    }

    package func json(source: String) -> JSON {
        [
            "file": .string(source), "line": .integer(place.position.line), "column": .integer(place.position.column),
            "path": .string(place.path), "kind": .string(kind.rawValue), "message": .string(message),
            "suggestion": .optional(suggestion),
        ]
    }
}
