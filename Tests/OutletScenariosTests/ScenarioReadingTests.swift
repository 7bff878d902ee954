import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("Reading a scenario file")
struct ScenarioReadingTests {
    static let story = """
        {
          $schema: "./scenario.schema.json",
          scenario: "pool-empty-then-recovers",          // default: the file's name
          why: "The launch button must wait as told, try again, and then offer another family",
          seed: 42,
          clock: { mode: "virtual", start: "2026-06-07T08:00:00Z" },
          given: {
            users: [ { email: "ada@example.com", sid: "ada", balanceCents: 5000 } ],
            stock: { "h100-80gb": 1, "rtx-4090": 4 },
          },
          faults: [
            { id: "empty-twice", on: "createRental", when: { "body.familyId": "h100-80gb" }, times: 2,
              error: "provider_pool_empty", retryAfter: 30 },
            { id: "slow-list",   on: "listListings", delay: { p50: "80ms", p99: "2s" } },
            { id: "throttle",    on: "*", from: "2m", until: "3m", error: "rate_limited", retryAfter: 23 },
            { id: "lost",        on: "createRental", nth: 4, commit: true, connection: "reset" },
          ],
          expect: [ { calls: "createRental", times: 4 }, { verdict: "honours-retry-after" }, { leaks: 0 } ],
          example: [
            { send: "POST /v1/rentals", as: "ada@example.com", body: { familyId: "h100-80gb", gpuCount: 1 },
              answers: { status: 503, error: "provider_pool_empty", headers: { "Retry-After": "30" } } },
            { advance: "30s" },
          ],
        }
        """

    @Test("gives every part of the story its value")
    func story() throws {
        let scenario = try read(Self.story)
        #expect(scenario.name == "pool-empty-then-recovers")
        #expect(scenario.why.hasPrefix("The launch button"))
        #expect(scenario.seed == 42)
        #expect(scenario.clock == ScenarioClock(mode: .virtual, start: Instant(iso8601: "2026-06-07T08:00:00Z")))
        #expect(scenario.given.users?.map(\.email.text) == ["ada@example.com"])
        #expect(scenario.given.users?.first?.balance == Cents(5000))
        #expect(scenario.given.stockGPUs == [.h100: 1, .rtx4090: 4])
        #expect(scenario.faults.map(\.id) == ["empty-twice", "slow-list", "throttle", "lost"])
        #expect(scenario.expectations.count == 3)
        #expect(scenario.example.count == 2)
        #expect(scenario.document["scenario"] == "pool-empty-then-recovers")
    }

    @Test("gives every part of a fault its value")
    func faults() throws {
        let faults = try read(Self.story).faults
        let empty = faults[0]
        #expect(empty.operations == [.createRental])
        #expect(empty.conditions == [FaultCondition(subject: .body(["familyId"]), alternatives: [.text("h100-80gb")])])
        #expect(empty.counter.times == 2)
        #expect(
            empty.answer == FaultAnswer(.error(.init(.providerPoolEmpty, retryAfterSeconds: 30))))
        #expect(empty.place == Place(path: "faults[0]", position: TextPosition(line: 12, column: 5)))
        #expect(
            faults[1].delay
                == .percentiles([
                    .init(fraction: 0.5, span: .milliseconds(80)), .init(fraction: 0.99, span: .seconds(2)),
                ]))
        #expect(faults[1].answer == nil)
        #expect(faults[2].from == .minutes(2))
        #expect(faults[2].until == .minutes(3))
        #expect(faults[2].operations.count == 25)
        #expect(faults[3].counter.nth == [4])
        #expect(faults[3].answer == FaultAnswer(.ownAnswer, ending: .reset, runsOperation: true))
    }
}

/// Reads a scenario that is meant to be right.
func read(_ text: String, file: String = "story.json5") throws(ProblemList) -> Scenario {
    try Scenario.read(Array(text.utf8), file: file)
}

/// The problems of a scenario that is meant to be wrong.
func problems(_ text: String, file: String = "story.json5") -> ProblemList? {
    do throws(ProblemList) {
        _ = try read(text, file: file)
        return nil
    } catch {
        return error
    }
}
