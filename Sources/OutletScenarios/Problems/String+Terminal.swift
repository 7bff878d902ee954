extension String {
    /// The text without what could move a terminal's cursor or change its colours: control characters but line breaks
    /// and tabs (Unicode's category Cc) are written out, as `\u{1B}`.
    package var withoutControls: String {
        guard unicodeScalars.contains(where: String.isControl) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if String.isControl(scalar) {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }

    /// The same with one `?` for each, so that columns stay where they are.
    var withControlsMarked: String {
        String(UnicodeScalarView(unicodeScalars.map { String.isControl($0) ? "?" : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
}
