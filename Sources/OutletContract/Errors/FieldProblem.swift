/// One wrong field of a request, and a sentence that says what would be right.
package struct FieldProblem: Hashable, Sendable {
    /// The field's dotted path; `body` for the body as a whole.
    package var field: String
    package var text: String

    package init(_ field: String, _ text: String) {
        self.field = field
        self.text = text
    }
}
