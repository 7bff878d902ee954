package import OutletWire

/// A place in a scenario file.
package struct SourceLocation: Hashable, Sendable {
    /// The dotted path from the top of the document: `faults[1].when["body.familyId"]`; empty at the top itself.
    package var path: String
    package var position: TextPosition

    package init(path: String, position: TextPosition) {
        self.path = path
        self.position = position
    }

    /// The location of values that no file contains: built-in defaults and values made in code.
    package static let nowhere = SourceLocation(path: "", position: TextPosition(line: 1, column: 1))
}
