import OutletContract
import OutletScenarios
package import OutletWire

/// The result of a drill in one world: a scenario that runs along a timeline by itself, and what it expects of the
/// client.
package struct Drill: Hashable, Sendable {
    /// One of the scenario's expectations.
    package struct Result: Hashable, Sendable {
        package var expectation: String
        package var outcome: Outcome
        /// What was observed, if the expectation does not hold or cannot be judged.
        package var actual: String?

        package init(expectation: String, outcome: Outcome, actual: String?) {
            self.expectation = expectation
            self.outcome = outcome
            self.actual = actual
        }
    }

    /// One step of the timeline, as text for people.
    package struct Step: Hashable, Sendable {
        /// `5m`.
        package var at: String
        package var again: String?
        package var does: String
        /// How often the step has run.
        package var done: Int
        /// When it runs next, by the world's clock; nil if it does not run again.
        package var due: String?
    }

    package var world: String
    package var scenario: String
    package var results: [Result]
    package var steps: [Step]

    package init(world: String, scenario: String, results: [Result], steps: [Step]) {
        self.world = world
        self.scenario = scenario
        self.results = results
        self.steps = steps
    }

    /// Why the drill cannot pass yet; nil once each step has run.
    package var unfinished: String? {
        let outstanding = steps.filter { $0.done == 0 }
        guard let next = outstanding.min(by: { ($0.due ?? "") < ($1.due ?? "") }) else { return nil }
        return "the drill is not over: \(outstanding.count) of \(Counted(steps.count, "step")) of its timeline "
            + "\(outstanding.count == 1 ? "has" : "have") not come; next is \(next.does), at \(next.at)"
    }

    package var outcome: Outcome {
        Outcome(results.map(\.outcome) + (unfinished == nil ? [] : [.inconclusive]))
    }
}

extension Drill {
    package var json: JSON {
        [
            "world": .string(world), "scenario": .string(scenario), "result": .string(outcome.rawValue),
            "expectations": .array(results.map(\.json)),
            "timeline": .array(steps.map(\.json)),
        ]
    }

    /// Nil if the document is not a drill.
    init?(json: JSON) {
        guard let world = json["world"]?.string, let scenario = json["scenario"]?.string,
            let results = json["expectations"]?.array, let steps = json["timeline"]?.array
        else { return nil }
        self.init(
            world: world, scenario: scenario, results: results.compactMap(Result.init(json:)),
            steps: steps.compactMap(Step.init(json:)))
        guard self.results.count == results.count, self.steps.count == steps.count else { return nil }
    }
}

extension Drill.Result {
    var json: JSON {
        [
            "expectation": .string(expectation), "result": .string(outcome.rawValue), "actual": .optional(actual),
        ]
    }

    init?(json: JSON) {
        guard let expectation = json["expectation"]?.string,
            let outcome = json["result"]?.string.flatMap(Outcome.init(rawValue:))
        else { return nil }
        self.init(expectation: expectation, outcome: outcome, actual: json["actual"]?.string)
    }
}

extension Drill.Step {
    var json: JSON {
        [
            "at": .string(at), "again": .optional(again), "does": .string(does), "done": .integer(done),
            "due": .optional(due),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let at = json["at"]?.string, let does = json["does"]?.string, let done = json["done"]?.integer else {
            return nil
        }
        self.init(at: at, again: json["again"]?.string, does: does, done: max(0, done), due: json["due"]?.string)
    }
}
