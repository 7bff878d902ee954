/// One mistake in a scenario: its location, what is wrong, and the nearest legal word, if any.
package struct Problem: Hashable, Sendable {
    package var kind: ProblemKind
    package var location: SourceLocation
    /// What is wrong and what would be right, without the location.
    package var message: String
    /// The legal word that was probably meant.
    package var suggestion: String?
    /// The line it is on, or only the part around it if the line is long.
    package var excerpt: Excerpt

    /// A line of the source and the column, from 1, that the caret points at.
    package struct Excerpt: Hashable, Sendable {
        package var text: String
        package var column: Int
    }

    /// The message and the suggestion in one sentence.
    package var sentence: String {
        suggestion.map { "\(message); did you mean `\($0)`?" } ?? message
    }
}

/// All mistakes in one text, in order of location. Never empty.
package struct ProblemList: Error, Hashable, Sendable {
    /// The file's name, or another name for where the text came from.
    package var source: String
    package var problems: [Problem]

    package init(source: String, problems: [Problem]) {
        // Always so: a sink makes a list only if it holds a problem.
        precondition(!problems.isEmpty, "a list of problems names at least one")
        self.source = source
        self.problems = problems
    }
}
