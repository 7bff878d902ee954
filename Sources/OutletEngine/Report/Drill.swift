import OutletContract
import OutletScenarios
package import OutletWire

/// How a drill came out in one world: a scenario that leads itself along a timeline, and what it expects of the client.
package struct Drill: Hashable, Sendable {
    /// One of the scenario's expectations.
    package struct Result: Hashable, Sendable {
        package var expectation: String
        package var outcome: Outcome
        /// What was, where it does not hold or nobody can say.
        package var actual: String?

        package init(expectation: String, outcome: Outcome, actual: String?) {
            self.expectation = expectation
            self.outcome = outcome
            self.actual = actual
        }
    }

    /// One step of the timeline, in words for people.
    package struct Step: Hashable, Sendable {
        /// `5m`.
        package var at: String
        package var again: String?
        package var does: String
        /// How often it was done.
        package var done: Int
        /// When it comes next, by the world's clock; nil where it comes no more.
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

    /// Why it is too early to say that all is well; nil once each step was done.
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

    /// Nil where the document is none.
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
