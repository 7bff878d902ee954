extension String {
    /// The text, safe for a terminal: control characters (Unicode category Cc) other than line feeds and tabs are
    /// escaped, as in `\u{1B}`.
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

    /// The text with one `?` for each control character, so that columns do not shift.
    var withControlsMarked: String {
        String(UnicodeScalarView(unicodeScalars.map { String.isControl($0) ? "?" : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
}
