import OutletContract
import OutletScenarios
import OutletWire

@testable import OutletExplorer

/// A small report by hand: two points, a second failure, a problem with an ugly text, and one that was not seen again.
enum SampleReport {
    static let launch = Point(.createRental, 1)
    static let look = Point(.listRentals, 1)
    static let lost = Injection(launch, .lostAnswer(.resetAfterEffect))
    static let twice = "h100-80gb × 1, $2.80 an hour"

    static let replay = ReplayCommand(folder: "out", options: ["--strict"], client: ["node", "my client.mjs"])

    static func cell(
        _ injections: [Injection], _ outcome: RunOutcome, isStable: Bool? = nil, problem: Int? = nil
    ) -> Exploration.Cell {
        Exploration.Cell(
            injections: injections, judgement: Judgement(outcome, "as it was"),
            end: .exited(outcome == .survives ? 0 : 1),
            faults: [["id": "explore-1"]], isStable: isStable, problem: problem)
    }

    static var exploration: Exploration {
        let cells = [
            cell([lost], .doesItTwice, isStable: true, problem: 0),
            cell([Injection(launch, .error(.internalError))], .survives),
            cell([Injection(look, .error(.internalError))], .givesUp),
            cell([Injection(look, .slowAnswer(.hang))], .hangs, isStable: false),
            cell([lost, Injection(look, .error(.internalError))], .failsCleanly),
        ]
        let calls = [
            ClientCall(
                .createRental, requestLine: "POST /v1/rentals", connection: "reset", fault: "explore-1",
                isInjected: true, tookEffect: true),
            ClientCall(.createRental, requestLine: "POST /v1/rentals", status: 200, tookEffect: true),
            ClientCall(.listRentals, requestLine: "GET /v1/rentals", status: 429, error: .rateLimited),
        ]
        let problem = Exploration.Problem(
            outcome: .doesItTwice, point: launch, message: "<b>two</b> pods & \"more\"", cells: [0], injections: [lost],
            faults: [["id": "explore-1"]], left: [Leftover(.pod, twice, perHour: Cents(280))],
            verdicts: [.noDoubleCommit], name: "does-it-twice-createRental", isStable: true, end: .exited(0),
            output: ["<script>alert(1)</script>"], calls: calls, scenario: ["scenario": "healthy"])
        return Exploration(
            scenarioName: "healthy", seed: 1,
            summary: Exploration.Summary(
                runs: 9, points: 2, pruned: [.sameCall: 12], untried: 3, unreached: 1, problems: 1, unstable: 1,
                took: .milliseconds(1063)),
            baseline: [launch, look], baselineVerdicts: [], cells: cells, problems: [problem], isStrict: false)
    }

    /// Every hazard at every point that it reaches, and each outcome in turn.
    static var full: Exploration {
        var exploration = exploration
        let points = Operation.allCases.map { Point($0, 12) }
        exploration.baseline = points
        exploration.cells = points.flatMap { point in
            Hazard.reaching(point.operation).map { Injection(point, $0) }
        }.enumerated().map { index, injection in
            cell([injection], RunOutcome.allCases[index % RunOutcome.allCases.count])
        }
        return exploration
    }
}
