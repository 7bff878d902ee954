import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("The report as a document")
struct ReportDocumentTests {
    /// A drill that the client comes through badly: it asks again at once, and leaves its pods.
    private func drill(world: String = "drill", name: String = "sold-out") throws -> Client {
        var client = try Client(
            scenario: """
                { scenario: "\(name)", why: "Sold out for a minute, <b>then not</b>", clock: { mode: "virtual" },
                  timeline: [{ at: "1m", phase: "outage", note: "all is lost" }, { at: "2m", phase: "start" }],
                  faults: [{ id: "empty", on: "createRental", phase: "outage", error: "provider_pool_empty",
                             retryAfter: 30 },
                           { id: "cut", on: "listRentals", phase: "outage", connection: "reset" }],
                  expect: [{ succeeds: "createRental", atLeast: 0.9 }, { verdict: "honours-retry-after" },
                           { leaks: 0 }, { recovers: "createRental", within: "1m" }] }
                """)
        client.prefix = "/@\(world)"
        _ = client.post("/v1/rentals", Client.h100)
        client.advance("65s")
        for _ in 1...3 {
            _ = client.post("/v1/rentals", Client.h100)
            client.wall = client.wall + .seconds(1)
        }
        _ = client.get("/v1/rentals")
        client.advance("1m")
        _ = client.post("/v1/rentals", Client.h100)
        client.advance("1m")
        return client
    }

    private func body(_ client: inout Client, _ format: String) -> String {
        String(decoding: client.get("/__admin/report?format=\(format)").response.body, as: UTF8.self)
    }

    @Test("says what was run, what was done, how it came out and what it would have cost, and nothing of its own time")
    func whole() throws {
        var client = try drill()
        let html = body(&client, "html")
        for words in [
            "<title>FAIL: sold-out", "Sold out for a minute, &lt;b&gt;then not&lt;/b&gt;", "<dt>seed</dt><dd>1</dd>",
            "virtual: it moves when it is told to", "2026-06-07T08:00:00Z to 2026-06-07T08:03:05Z",
            "by the world&#39;s own clock", "phase outage (all is lost)",
            "2 of 2 logical calls ended well; at least 90 % were to, 0 % of the budget spent",
            "<td>1 min</td>", "request 3 in @drill: POST /v1/rentals → 503 provider_pool_empty, 1 s after request 2",
            "provider_pool_empty ◇ 3", "Together $5.60 an hour: $134.40 a day, $4032.00 in 30 days.",
            "6 answers in", "2 below 400, 0 4xx, 3 5xx and 1 lost",
        ] {
            #expect(html.contains(words), "\(words)")
        }
        #expect(!html.contains("<script") && !html.contains("http://www.w3.org/2000/svg'></svg>"))
        #expect(html.components(of: "<section") == html.components(of: "</section>"))
    }

    @Test("gives the same bytes for the same world, and after a journey as JSON")
    func same() throws {
        var (one, two) = (try drill(), try drill())
        #expect(body(&one, "html") == body(&two, "html") && body(&one, "markdown") == body(&two, "markdown"))
        let report = try #require(Report(json: one.get("/__admin/report").json))
        #expect(report.html == body(&one, "html"))
        #expect(report.markdown == body(&one, "markdown"))
        #expect(report.worlds.first?.operations.map(\.operation) == [.createRental, .listRentals])
    }

    @Test("the page has no script and loads nothing, and says so to the browser")
    func policy() throws {
        var client = try drill()
        let reply = client.get("/__admin/report?format=html")
        #expect(reply.header("content-security-policy")?.hasPrefix("default-src 'none'; style-src") == true)
        #expect(reply.header("content-type") == "text/html; charset=utf-8")
        #expect(client.get("/__admin/report?format=markdown").header("content-type") == "text/markdown; charset=utf-8")
        #expect(client.get("/__admin/report?format=pdf").status == 400)
    }

    @Test("a live clock has its traffic over the machine's time, with the steps where they were due")
    func live() throws {
        var client = try Client(
            scenario: """
                { scenario: "live", clock: { speed: 10 }, timeline: [{ at: "50s", phase: "outage" }],
                  faults: [{ on: "me", phase: "outage", error: "internal_error" }] }
                """, configuration: EngineConfiguration())
        for _ in 1...10 {
            _ = client.get("/v1/auth/me")
            client.wall = client.wall + .seconds(1)
        }
        let html = body(&client, "html")
        #expect(html.contains("by the machine&#39;s clock") && html.contains("10 times real time"))
        #expect(html.contains("<li><span class=\"soft\">5 s, world at"))
        #expect(html.contains("5 below 400, 0 4xx, 5 5xx and 0 lost"))
    }

    @Test("text of clients and scenarios stays text, in HTML and in Markdown")
    func hostile() throws {
        var report = Report.joined([])
        let hostile = "<script>alert(1)</script> @everyone | [x](javascript:1) `a` \u{1B}[31m\nnext"
        report.verdicts[0].result = .fail
        report.verdicts[0].message = hostile
        report.leaks = [Leak(world: hostile, kind: .rental, id: hostile, user: hostile, perHour: Cents(1))]
        report.unreached = [hostile]
        var world = ReportedWorld(
            name: hostile, scenario: hostile, startedAt: Limits.virtualStart, now: Limits.virtualStart,
            traffic: Timeseries(
                from: Limits.virtualStart, to: Limits.virtualStart, step: .seconds(1),
                marks: [TrafficMark(at: .last, worldTime: Limits.virtualStart, what: .phase, text: hostile)]),
            isWorldTime: true)
        world.expectations = [Drill.Result(expectation: hostile, outcome: .fail, actual: hostile)]
        report.worlds = [world]
        #expect(!report.html.contains("<script"))
        let lines = report.markdown.split(separator: "\n")
        #expect(!report.markdown.contains("<script") && !report.markdown.contains("@everyone"))
        #expect(lines.filter { $0.contains("alert") }.allSatisfy { !$0.contains(" | [") && !$0.contains(" `a`") })
        #expect(lines.filter { $0.hasPrefix("next") }.isEmpty)
    }

    @Test("of many worlds shows twenty, and counts the others")
    func manyWorlds() {
        var client = Client()
        for number in 1...23 { _ = client.get("/@w\(number)/v1/auth/me") }
        let report = client.get("/__admin/report").json
        #expect(report["worlds"]?.array?.count == Report.mostWorlds && report["furtherWorlds"] == 3)
        #expect(body(&client, "html").contains("3 more worlds in the sums"))
    }

    @Test("leaks fail a test case of their own where a scenario expects none, and are told where it does not")
    func leaks() throws {
        var client = try Client(scenario: "{ expect: [{ leaks: 0 }] }")
        _ = client.post("/v1/rentals", Client.h100)
        let xml = body(&client, "junit")
        #expect(xml.contains(#"<failure type="leaks" message="expected 0 left behind in @default, but 1 are: rental"#))
        #expect(try #require(Report(json: client.get("/__admin/report").json)).outcome == .pass)
        var other = Client()
        _ = other.post("/v1/rentals", Client.h100)
        #expect(body(&other, "junit").contains(#"<skipped message="1 left behind, $2.80 an hour"/>"#))
    }

    @Test("JUnit says how long, and what the evidence was")
    func junit() throws {
        var client = try drill()
        let xml = body(&client, "junit")
        #expect(xml.contains(#"time="185.000" timestamp="2026-06-07T08:00:00">"#))
        #expect(xml.contains("request 3 in @drill: POST /v1/rentals → 503 provider_pool_empty"))
        #expect(xml.contains(#"name="sold-out @drill: "#))
    }

    @Test("a request's trace stands in the journal, the log and the explanation, and finds its exchange")
    func trace() {
        var configuration = EngineConfiguration.virtual
        configuration.logForm = .text
        var client = Client(configuration: configuration)
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        let field = "00-\(trace)-00f067aa0ba902b7-01"
        let reply = client.get("/v1/auth/me", headers: [HeaderField("Traceparent", field)])
        _ = client.get("/v1/auth/me", headers: [HeaderField("Traceparent", "nonsense")])
        #expect(reply.logLine?.hasSuffix("  trace \(trace)") == true)
        #expect(client.get("/__admin/requests/1").json["traceparent"]?.string == field)
        #expect(client.get("/__admin/requests/2").json["traceparent"] == .null)
        #expect(client.get("/__admin/requests/1/explain").json["traceparent"]?.string == field)
        let found = client.get("/__admin/requests?trace=\(trace)").json["requests"]?.array
        #expect(found?.map { $0["number"] } == [1])
    }

    @Test("metrics name worlds where asked, and count phases, verdicts and leaks")
    func metricsByWorld() throws {
        var client = try drill()
        client.prefix = ""
        _ = client.get("/@other/v1/auth/me")
        func lines(_ query: String, _ start: String) -> [Substring] {
            let text = String(decoding: client.get("/__admin/metrics\(query)").response.body, as: UTF8.self)
            return text.split(separator: "\n").filter { $0.hasPrefix("gpuoutlet_mock_\(start)") }
        }
        #expect(lines("", "worlds_in_phase") == [#"gpuoutlet_mock_worlds_in_phase{phase="start"} 2"#])
        #expect(lines("", "leaks").first == #"gpuoutlet_mock_leaks{kind="rental"} 2"#)
        #expect(lines("", "leaked_dollars_per_hour") == ["gpuoutlet_mock_leaked_dollars_per_hour 5.60"])
        #expect(
            lines("?by=world", "verdicts").contains(
                #"gpuoutlet_mock_verdicts{world="drill",verdict="honours-retry-after",result="fail"} 1"#))
        #expect(lines("?by=world", "request_duration_seconds_count").count == 2)
        #expect(lines("?world=other", "requests_total").count == 1)
        #expect(lines("?world=nobody", "requests_total") == [])
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count
    }
}
