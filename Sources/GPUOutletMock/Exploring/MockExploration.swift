internal import OutletContract
internal import OutletExplorer
internal import OutletWire

/// The result of `MockServer.explore`.
///
///     #expect(exploration.problems.isEmpty)       // Swift Testing
///     XCTAssertNil(exploration.failure)           // XCTest
///
/// Both show the matrix and the problems at the test's own line.
public struct MockExploration: Sendable, CustomStringConvertible {
    /// A mistake of the client.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The kind: `hangs`, `crashes`, `claims-success`, `does-it-twice`, `leaves-behind`, `misbehaves` or, if
        /// `isStrict`, `gives-up`.
        public let kind: String
        /// The operation at which it shows.
        public let operation: MockOperation?
        /// What is wrong, in a sentence.
        public let message: String
        /// The hazards of the run, in order, one sentence each.
        public let faults: [String]
        /// The number of runs in the matrix that show it.
        public let cells: Int
        /// A scenario file that reproduces it, as JSON.
        public let scenario: String

        /// `does-it-twice at createRental: …`
        public var description: String {
            "\(kind) at \(operation?.rawValue ?? "?"): \(message) (\(faults.joined(separator: "; then ")))"
        }
    }

    /// The problems, worst first. The description is the whole report, so that a test that checks `isEmpty` shows what
    /// was found.
    public struct Problems: RandomAccessCollection, Sendable, CustomStringConvertible {
        let list: [Problem]
        let report: String

        /// The first index, 0.
        public var startIndex: Int { 0 }
        /// The number of problems.
        public var endIndex: Int { list.count }
        /// The problem at this position, counted from 0.
        public subscript(position: Int) -> Problem { list[position] }
        /// The whole report.
        public var description: String { report }
    }

    /// The problems to fix in the client.
    public let problems: Problems
    /// The number of times the client ran.
    public let runs: Int
    /// The matrix and the problems, as the command `explore` prints them.
    public let description: String
    /// The whole report as JSON, as the command writes it with `--format json`.
    public let json: String

    /// The report as a failure; nil if there is no problem.
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
