package import OutletWire

/// One scenario file as a value: what a world begins with, what goes wrong in it and when, and what is expected of the
/// client. It never changes; counters and phase are in `ScenarioRun`.
package struct Scenario: Hashable, Sendable {
    package var name: String
    /// Why to run it, in a sentence; empty if the file does not say.
    package var why: String
    /// Nil leaves it to a flag, then to `Scenario.defaultSeed`.
    package var seed: Int?
    package var clock: ScenarioClock
    package var given: Given
    /// Tried from top to bottom.
    package var faults: [Fault]
    /// What happens by itself as time passes.
    package var timeline: [TimelineStep]
    package var expectations: [Expectation]
    package var example: [ExampleStep]
    /// The document as written, to show which scenario a world runs.
    package var document: JSON

    package static let defaultSeed = 1

    package init(
        name: String, why: String = "", seed: Int? = nil, clock: ScenarioClock = ScenarioClock(),
        given: Given = Given(), faults: [Fault] = [], timeline: [TimelineStep] = [], expectations: [Expectation] = [],
        example: [ExampleStep] = [], document: JSON = [:]
    ) {
        self.name = name
        self.why = why
        self.seed = seed
        self.clock = clock
        self.given = given
        self.faults = faults
        self.timeline = timeline
        self.expectations = expectations
        self.example = example
        self.document = document
    }

    /// The document with its name filled in: reading it again anywhere gives the same scenario.
    package var namedDocument: JSON {
        guard let object = document.object, object["scenario"] == nil else { return document }
        return .object(JSONObject([("scenario", .string(name))] + object.members))
    }

    /// Whether it runs by itself, and so has its own outcome: pass, fail or inconclusive.
    package var isDrill: Bool { !timeline.isEmpty }

    /// The built-in scenario in which nothing goes wrong.
    package static let healthy = Scenario(
        name: "healthy", why: "Everything works: the API as its pages promise it",
        document: ["scenario": "healthy", "why": "Everything works: the API as its pages promise it"])
}
