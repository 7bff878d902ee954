import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

/// A drill of six minutes: a minute in which nothing can be launched, two in which every answer is cut, and an end.
@Suite("What is expected of a client in a drill")
struct DrillTests {
    private static let drill = """
        { scenario: "drill", clock: { mode: "virtual" },
          timeline: [{ at: "1m", phase: "outage" }, { at: "2m", phase: "cut" }, { at: "4m", phase: "start" },
                     { at: "6m", note: "the end" }],
          faults: [{ on: "createRental", phase: "outage", error: "provider_error" },
                   { on: "listRentals", phase: "cut", connection: "truncate" }],
          expect: [CLAUSE] }
        """

    /// What a client does: `launch`, `list`, `me`, or a span of time that passes.
    private func verdict(on clause: String, after steps: [String], own: Bool = false) throws -> (String, String) {
        var configuration = EngineConfiguration.virtual
        configuration.journalCapacity = 2
        var client = try Client(
            scenario: DrillTests.drill.replacing("CLAUSE", with: clause), configuration: configuration)
        for step in steps {
            switch step {
            case "launch": _ = client.post("/v1/rentals", Client.h100)
            case "list": _ = client.get("/v1/rentals")
            case "me": _ = client.get("/v1/auth/me")
            default: client.advance(step)
            }
        }
        let reply = own ? client.post("/__admin/verify") : client.verify("[\(clause)]")
        let failure = reply.json["failures"]?.array?.first
        let actual = failure?["actual"]?.string ?? reply.json["message"]?.string ?? ""
        return (reply.json["result"]?.string ?? "\(reply.status)", actual)
    }

    @Test(
        "recovers",
        arguments: [
            (
                ["launch", "2m", "launch"], "inconclusive",
                "it never failed: no fault answered it, and it answered no 5xx itself"
            ),
            (
                ["1m", "launch", "1m", "launch"], "fail",
                "request 1 (POST /v1/rentals → 500 provider_error) was followed by a success after 60 s, request 2"
            ),
            (["1m30s", "launch", "25s", "launch", "5s", "launch", "me", "me"], "pass", ""),
            (["1m30s", "launch", "30s", "launch"], "pass", ""),
            (
                ["1m30s", "launch", "30s1ms", "launch"], "fail",
                "request 1 (POST /v1/rentals → 500 provider_error) was followed by a success after 30 s, request 2"
            ),
            (
                ["1m", "launch", "20s"], "inconclusive",
                "request 1 (POST /v1/rentals → 500 provider_error) was not followed by a success, and there are 10 s left"
            ),
            (
                ["1m", "launch", "31s", "list"], "fail",
                "request 1 (POST /v1/rentals → 500 provider_error) was not followed by a success"
            ),
        ] as [([String], String, String)])
    func recovers(steps: [String], result: String, actual: String) throws {
        let found = try verdict(on: #"{ recovers: "createRental", within: "30s" }"#, after: steps)
        #expect(found == (result, actual))
    }

    @Test("recovers of a group asks of each operation by itself")
    func group() throws {
        let (result, actual) = try verdict(
            on: #"{ recovers: "rentals", within: "3m" }"#,
            after: ["1m", "launch", "1m", "list", "launch", "2m", "launch", "1m1s"])
        #expect(result == "fail")
        #expect(actual == "request 2 (GET /v1/rentals → no whole answer (truncate)) was not followed by a success")
    }

    @Test("recovers counts what the world itself refuses with 5xx")
    func natural() throws {
        var client = try Client(scenario: #"{ given: { stock: { "h100-80gb": 0 } } }"#)
        #expect(client.post("/v1/rentals", Client.h100).status == 503)
        client.advance("40s")
        _ = client.send(.patch, "/__admin/given", ["stock": ["h100-80gb": 1]])
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
        #expect(client.verify(#"[{ recovers: "createRental", within: "39s" }]"#).json["result"] == "fail")
        #expect(client.verify(#"[{ recovers: "createRental", within: "40s" }]"#).status == 200)
    }

    @Test(
        "succeeds",
        arguments: [
            (["me", "1m"], "inconclusive", "there was none"),
            (["launch", "launch"], "pass", ""),
            // One logical call, refused twice and granted.
            (["1m", "launch", "20s", "launch", "40s", "launch"], "pass", ""),
            (["launch", "1m", "launch"], "fail", "1 of 2 did"),
            (["launch", "launch", "launch", "1m", "launch"], "pass", ""),
        ] as [([String], String, String)])
    func succeeds(steps: [String], result: String, actual: String) throws {
        let found = try verdict(on: #"{ succeeds: "createRental", atLeast: 0.75 }"#, after: steps)
        #expect(found == (result, actual))
    }

    @Test(
        "succeeds counts logical calls by when they began, whatever the journal has dropped",
        arguments: [
            (["launch", "2m", "launch"], "inconclusive", "there was none"),
            (["1m", "launch", "1m", "launch", "me", "me", "me"], "pass", ""),
            (["launch", "1m", "launch", "10m", "list", "me", "me"], "fail", "0 of 1 did"),
        ] as [([String], String, String)])
    func window(steps: [String], result: String, actual: String) throws {
        let clause = #"{ succeeds: "createRental", atLeast: 1, from: "1m", until: "2m" }"#
        #expect(try verdict(on: clause, after: steps) == (result, actual))
    }

    @Test("what the scenario does not ask about is judged while the journal keeps it all")
    func otherWindow() throws {
        for (steps, expected) in [
            (["1m30s", "launch", "launch"], "0 of 1 did"),
            (
                ["1m30s", "launch", "launch", "launch"],
                "this cannot be judged: the journal has dropped the first 1 exchange, and only what the scenario's own "
                    + "expectations ask about is counted beside it"
            ),
        ] {
            var configuration = EngineConfiguration.virtual
            configuration.journalCapacity = 2
            var client = try Client(
                scenario: DrillTests.drill.replacing("CLAUSE", with: ""), configuration: configuration)
            for step in steps {
                if step == "launch" { _ = client.post("/v1/rentals", Client.h100) } else { client.advance(step) }
            }
            let reply = client.verify(#"[{ succeeds: "createRental", atLeast: 1, from: "1m" }]"#)
            #expect(reply.json["failures"]?.array?.first?["actual"]?.string == expected)
        }
    }

    @Test("a logical call is under way while its client waits as it was told, and while an answer is on its way")
    func underWay() throws {
        var client = Client(configuration: EngineConfiguration())
        let clause = #"[{ succeeds: "createRental", atLeast: 1 }]"#
        let empty = [HeaderField("X-Mock-Fault", "provider_pool_empty; retryAfter=30")]
        _ = client.post("/v1/rentals", Client.h100, headers: empty)
        #expect(client.verify(clause).json["failures"]?.array?.first?["actual"] == "0 of 1 did, and 1 are under way")
        client.wall = client.wall + .seconds(30)
        #expect(client.verify(clause).json["result"] == "fail")
        let held = client.post("/v1/rentals", Client.h100, headers: [HeaderField("X-Mock-Fault", "delay=1s")])
        #expect(client.verify(clause).json["result"] == "inconclusive")
        client.engine.settle(try #require(held.deliveryID), .handedOver, at: client.now)
        #expect(client.verify(clause).status == 200)
    }

    @Test("an answer that was lost after all is taken back from the period in which its logical call began")
    func takenBack() {
        let start = Limits.virtualStart
        var journal = Journal(
            capacity: 10,
            windows: [
                LogicalCallWindow(FaultWindow(until: .minutes(1)), start: start),
                LogicalCallWindow(FaultWindow(from: .minutes(1)), start: start),
            ])
        var granted: [Int] { journal.judge.windows.map { $0.granted.count { _ in true } } }
        journal.append(.make(1, status: 503, error: .maintenance))
        journal.append(.make(2, seconds: 100))
        journal.append(.make(3, seconds: 110, sid: "other"))
        #expect(granted == [1, 1])
        for number in [2, 3] {
            _ = journal.settle(number) {
                Exchange.End(deliveryState: .lost, at: $0.end.at, nanoseconds: $0.end.nanoseconds)
            }
        }
        #expect(granted == [0, 0])
    }

    @Test("a logical call whose repeats were too many to keep has ended badly")
    func forgotten() throws {
        var client = try Client(
            scenario: """
                { faults: [{ on: "getRental", error: "internal_error" }],
                  expect: [{ succeeds: "getRental", atLeast: 0.5, until: "1s" }] }
                """)
        for number in 0..<1500 { _ = client.get("/v1/rentals/rent_\(number)") }
        #expect(client.post("/__admin/verify").json["failures"]?.array?.first?["actual"] == "0 of 1500 did")
        #expect(
            client.verify(#"[{ succeeds: "getRental", atLeast: 0.5 }]"#).json["failures"]?.array?.first?["actual"]
                == "0 of 1500 did")
        client.sid = nil
        for number in 0..<300 {
            _ = client.get("/v1/rentals/x", headers: [HeaderField("User-Agent", "agent \(number)")])
        }
        let reply = client.verify(#"[{ succeeds: "getRental", atLeast: 0.5 }]"#)
        #expect(reply.json["failures"]?.array?.first?["actual"] == "0 of 1800 did")
    }

    @Test(
        "delivered",
        arguments: [
            (["launch"], "inconclusive", "there was none"), (["list", "2m", "list"], "pass", ""),
            (["2m", "list", "2m", "list", "list"], "pass", ""),
            (["2m", "list", "list", "2m", "list"], "fail", "1 of 3 did"),
        ] as [([String], String, String)])
    func delivered(steps: [String], result: String, actual: String) throws {
        #expect(
            try verdict(on: #"{ delivered: "listRentals", atLeast: 0.5 }"#, after: steps) == (result, actual))
    }

    @Test(
        "calls during a phase",
        arguments: [
            (["launch"], "inconclusive", "the world was never in phase outage"), (["me", "1m"], "pass", ""),
            (["3m", "me"], "pass", ""), (["1m", "launch", "launch"], "pass", ""),
            (["1m", "launch", "me", "list", "3m", "me", "me", "me"], "fail", "it came 3 times"),
        ] as [([String], String, String)])
    func during(steps: [String], result: String, actual: String) throws {
        #expect(
            try verdict(on: #"{ calls: "*", atMost: 2, during: "outage" }"#, after: steps) == (result, actual))
    }

    @Test("the first phase is what the others leave over, and more phases than are told apart are inconclusive")
    func phases() throws {
        var client = try Client(scenario: DrillTests.drill.replacing("CLAUSE", with: ""))
        let clause = #"[{ calls: "me", times: 2, during: "start" }]"#
        _ = client.get("/v1/auth/me")
        client.advance("1m")
        _ = client.get("/v1/auth/me")
        client.advance("3m")
        _ = client.get("/v1/auth/me")
        #expect(client.verify(clause).status == 200)
        for number in 0..<PhaseCounts.maximum {
            _ = client.send(.put, "/__admin/phase", ["phase": .string("p\(number)")])
            _ = client.get("/v1/auth/me")
        }
        #expect(client.verify(clause).json["result"] == "inconclusive")
        #expect(client.verify(#"[{ calls: "me", times: 1, during: "outage" }]"#).status == 200)
        let never = client.verify(#"[{ calls: "me", times: 1, during: "never" }]"#)
        #expect(never.json["failures"]?.array?.first?["actual"]?.string?.hasPrefix("this cannot be judged") == true)
    }

    @Test("a drill that is not over is inconclusive, and fails all the same where something failed")
    func over() throws {
        let good = #"{ calls: "me", atLeast: 1 }"#
        let (result, message) = try verdict(on: good, after: ["me", "4m"], own: true)
        #expect(result == "inconclusive")
        #expect(message == "the drill is not over: 1 of 4 steps of its timeline has not come; next is the end, at 6m")
        #expect(try verdict(on: good, after: ["me", "6m"], own: true) == ("pass", ""))
        #expect(try verdict(on: good, after: ["4m"], own: true).0 == "fail")
        #expect(try verdict(on: good, after: ["me"]) == ("pass", ""))
    }

    @Test("the message counts what failed and what is inconclusive")
    func message() throws {
        var client = try Client(scenario: DrillTests.drill.replacing("CLAUSE", with: ""))
        _ = client.get("/v1/auth/me")
        let reply = client.verify(
            #"[{ calls: "me", times: 2 }, { delivered: "facets", atLeast: 1 }, { succeeds: "facets", atLeast: 1 }]"#)
        #expect(reply.status == 409 && reply.json["result"] == "fail")
        let lines = reply.json["message"]?.string?.split(separator: "\n").map(String.init) ?? []
        #expect(lines.first == "1 of 3 expectations does not hold, and 2 are inconclusive")
        #expect(
            lines.contains(
                "expect[1]: inconclusive: expected at least 100 % of the answers of facets to arrive whole, but there was "
                    + "none"))
    }

    @Test("the report tells each drill, and makes it a test case")
    func report() throws {
        var client = try Client(
            scenario: DrillTests.drill.replacing(
                "CLAUSE", with: #"{ recovers: "createRental", within: "30s" }, { calls: "me", times: 1 }"#))
        client.prefix = "/@drill~1"
        _ = client.get("/v1/auth/me")
        client.advance("1m")
        let json = client.get("/__admin/report").json
        let report = try #require(Report(json: json))
        #expect(report.json == json)
        let drill = try #require(report.drills.first)
        #expect(drill.outcome == .inconclusive && drill.results.map(\.outcome) == [.inconclusive, .pass])
        #expect(drill.steps.map(\.done) == [1, 0, 0, 0])
        #expect(
            report.text.hasPrefix(
                """
                Drills
                  INCONCLUSIVE   drill in @drill~1, 1 of 4 steps done
                    INCONCLUSIVE   createRental succeeds again within 30s after its last failure on the server's side: it \
                never failed: no fault answered it, and it answered no 5xx itself
                    pass           me is called exactly once
                                   the drill is not over: 3 of 4 steps of its timeline have not come; next is phase cut, \
                at 2m

                Verdicts
                """))
        #expect(report.junit(minimumCoverage: nil).contains("<skipped message=\"inconclusive: it never failed"))
        _ = client.get("/v1/auth/me")
        client.advance("5m")
        let failed = try #require(Report(json: client.get("/__admin/report").json))
        #expect(Report.joined([failed, report]).drillOutcome == .fail)
        #expect(failed.text.contains("  FAIL           drill in @drill~1, 4 of 4 steps done\n"))
        #expect(failed.junit(minimumCoverage: nil).contains("<failure type=\"drill\" message=\"it came 2 times\">"))
    }

    @Test("a scenario without a timeline is no drill")
    func none() throws {
        var client = try Client(scenario: #"{ expect: [{ calls: "me", times: 3 }] }"#)
        _ = client.get("/v1/auth/me")
        #expect(client.get("/__admin/report").json["drills"] == [])
    }
}

extension Client {
    /// Judges clauses as a scenario file writes them.
    fileprivate mutating func verify(_ clauses: String) -> Reply {
        let request = Request(
            method: .post, target: prefix + "/__admin/verify", headers: [HeaderField("Host", "localhost:4429")],
            body: Array(clauses.utf8))
        return engine.reply(to: request, at: now)
    }
}
