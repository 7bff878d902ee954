/// One mistake in a scenario, with its place, what is wrong, and the nearest legal word where there is one.
package struct Problem: Hashable, Sendable {
    package var kind: ProblemKind
    package var location: SourceLocation
    /// What is wrong and what would be right, without the place.
    package var message: String
    /// The legal word that was probably meant.
    package var suggestion: String?
    /// The line it stands on, or the part of it around the place where the line is long.
    package var excerpt: Excerpt

    /// A line of the source and the column in it, from 1, that a caret goes under.
    package struct Excerpt: Hashable, Sendable {
        package var text: String
        package var column: Int
    }

    /// The message and the suggestion in one sentence.
    package var sentence: String {
        suggestion.map { "\(message); did you mean `\($0)`?" } ?? message
    }
}

/// All the mistakes of one text, in the order of their places. There is at least one.
package struct ProblemList: Error, Hashable, Sendable {
    /// The file's name, or another name for where the text came from.
    package var source: String
    package var problems: [Problem]

    package init(source: String, problems: [Problem]) {
        // Always so: a sink makes a list only once it holds a problem.
        precondition(!problems.isEmpty, "a list of problems names at least one")
        self.source = source
        self.problems = problems
    }
}
