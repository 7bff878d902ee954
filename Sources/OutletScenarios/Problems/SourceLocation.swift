package import OutletWire

/// Where in a scenario file something was said.
package struct SourceLocation: Hashable, Sendable {
    /// The dotted path from the top of the document: `faults[1].when["body.familyId"]`; empty at the top itself.
    package var path: String
    package var position: TextPosition

    package init(path: String, position: TextPosition) {
        self.path = path
        self.position = position
    }

    /// What was never written in a file: built-in defaults and values that a program made.
    package static let nowhere = SourceLocation(path: "", position: TextPosition(line: 1, column: 1))
}
