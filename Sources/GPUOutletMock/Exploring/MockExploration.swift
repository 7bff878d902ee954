internal import OutletContract
internal import OutletExplorer
internal import OutletWire

/// What `MockServer.explore` has found.
///
///     #expect(exploration.problems.isEmpty)       // Swift Testing
///     XCTAssertNil(exploration.failure)           // XCTest
///
/// Both show the matrix and the problems at the test's own line.
public struct MockExploration: Sendable, CustomStringConvertible {
    /// One mistake of the client.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// `hangs`, `crashes`, `claims-success`, `does-it-twice`, `leaves-behind`, `misbehaves` or, where it is asked
        /// for, `gives-up`.
        public let kind: String
        /// Where it shows.
        public let operation: MockOperation?
        /// What is wrong, in a sentence.
        public let message: String
        /// What went wrong around the client, in order, in sentences.
        public let faults: [String]
        /// In how many runs of the matrix it shows.
        public let cells: Int
        /// A scenario file that shows it, as JSON.
        public let scenario: String

        /// `does-it-twice at createRental: …`
        public var description: String {
            "\(kind) at \(operation?.rawValue ?? "?"): \(message) (\(faults.joined(separator: "; then ")))"
        }
    }

    /// The problems, the worst first. As text it is the whole report, so that a test that asks whether it is empty shows
    /// what was found.
    public struct Problems: RandomAccessCollection, Sendable, CustomStringConvertible {
        let list: [Problem]
        let report: String

        /// 0.
        public var startIndex: Int { 0 }
        /// How many problems there are.
        public var endIndex: Int { list.count }
        /// One of them, counted from 0.
        public subscript(position: Int) -> Problem { list[position] }
        /// The whole report.
        public var description: String { report }
    }

    /// What to mend in the client.
    public let problems: Problems
    /// How often the client ran.
    public let runs: Int
    /// The matrix and the problems, as the command `explore` prints them.
    public let description: String
    /// The whole, as the command writes it with `--format json`.
    public let json: String

    /// The report as a failure; nil where there is no problem.
    public var failure: MockFailure? {
        problems.isEmpty ? nil : MockFailure(description, code: "explore_failed")
    }

    init(_ exploration: Exploration) {
        let report = exploration.text()
        description = report
        json = exploration.json().text
        runs = exploration.summary.runs
        problems = Problems(list: exploration.problems.filter(\.isStable).map(Problem.init), report: report)
    }
}

extension MockExploration.Problem {
    init(_ problem: Exploration.Problem) {
        kind = problem.outcome.rawValue
        operation = problem.point.map { MockOperation(rawValue: $0.operation.wireName) }
        message = problem.message
        faults = problem.injections.map(\.description)
        cells = problem.cells.count
        scenario = problem.scenario.text
    }
}
