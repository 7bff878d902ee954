import OutletScenarios
import Testing

@testable import gpuoutlet_mock

@Suite("Explaining a scenario")
struct ExplanationTests {
    private func explain(_ text: String) throws -> String {
        ScenarioExplanation(scenario: try Scenario.read(Array(text.utf8), file: "story.json")).text
    }

    @Test("the built-in scenario says who is there and that nothing goes wrong")
    func healthy() {
        let run = Captured.run("explain", "healthy")
        #expect(run.code == .ok)
        #expect(run.output.hasPrefix("healthy: "))
        #expect(run.output.contains("  - dev@example.com: $100.00, session dev\n"))
        #expect(run.output.contains("Nothing is injected"))
    }

    @Test(
        "each part of a fault has its words",
        arguments: [
            (#"{ on: "createRental", error: "provider_pool_empty" }"#, "on calls to createRental: the answer is 503"),
            (#"{ on: "*", error: "rate_limited", retryAfter: 7 }"#, "429 rate_limited with Retry-After 7."),
            (#"{ on: "rentals", error: "provider_error" }"#, "(the 2 of 6 that can send it)"),
            (#"{ on: ["me", "logout"], nth: [1, 12, 23], error: "unauthorized" }"#, "only the 1st, 12th and 23rd"),
            (
                #"{ on: "me", after: 5, every: 3, times: 2, error: "unauthorized" }"#,
                "after 5 of them, every 3rd, 2 times"
            ),
            (#"{ id: "a", on: "me", chance: 0.125, error: "unauthorized" }"#, "with a chance of 12.5 %"),
            (#"{ on: "me", from: "2m", until: "3m", error: "unauthorized" }"#, "from 2m to 3m of the world's life"),
            (#"{ on: "me", when: { user: "*" }, error: "unauthorized" }"#, "by somebody signed in"),
            (
                #"{ on: "createRental", when: { "body.gpuCount": [2, 4] }, error: "invalid_count" }"#,
                "with body.gpuCount 2 or 4"
            ),
            (#"{ on: "checkout", commit: true, connection: "reset" }"#, "takes effect, but the connection is reset"),
            (#"{ on: "facets", connection: "truncate" }"#, "half of the operation's own answer is sent"),
            (#"{ id: "s", on: "*", delay: { p50: "80ms", p99: "2s" } }"#, "the answer waits p50 80ms, p99 2s"),
            (#"{ on: "*", drip: { bytesPerSecond: 9 } }"#, "the answer drips at 9 bytes a second"),
            (#"{ on: "me", respond: { status: 502 } }"#, "the answer is status 502, outside the contract"),
            (#"{ on: "*", phase: "start", goto: "start", delay: "1s" }"#, "the world moves to phase start"),
        ])
    func faults(fault: String, words: String) throws {
        let text = try explain("{ faults: [\(fault)] }").split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(text.joined(separator: " ").contains(words))
    }

    @Test("a file that does not load is explained by its problems, and exits 2")
    func broken() {
        let run = Captured.run("explain", "no-such-file.json")
        #expect(run.code == .usage)
        #expect(run.errors == "no-such-file.json: cannot be read: No such file or directory\n")
    }

    @Test("counts and lists read as people say them")
    func phrasing() {
        #expect(
            [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(Phrasing.ordinal) == [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th",
            ])
        #expect(Phrasing.list(["a"], "or") == "a")
        #expect(Phrasing.list(["a", "b", "c"], "or") == "a, b or c")
    }
}
