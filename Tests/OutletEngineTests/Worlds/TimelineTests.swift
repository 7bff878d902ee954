import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("A timeline")
struct TimelineTests {
    /// A bad quarter of an hour, whose end comes back every ten minutes; the steps are not in the order of their moments.
    private static let drill = """
        { scenario: "drill", clock: { mode: "virtual" },
          timeline: [
            { at: "9m", again: "10m", phase: "start", note: "all is well" },
            { at: "5m", phase: "brownout" },
            { at: "7m", note: "it goes on" },
            { at: "9m", note: "told last" },
          ],
          faults: [{ on: "me", phase: "brownout", error: "internal_error" }] }
        """

    private func drill() throws -> Client { try Client(scenario: TimelineTests.drill) }

    /// Without those of what moved the clock.
    private func marks(_ client: inout Client) -> [JSON] {
        let all = client.get("/__admin/requests").json["marks"]?.array ?? []
        return all.filter { $0["cause"] != "advanceClock" }
    }

    private func moments(_ marks: [JSON]) -> [String] {
        marks.map { "\($0["at"]?.string?.dropFirst(11).prefix(8) ?? "") \($0["step"]?.text ?? "")" }
    }

    @Test("is done step by step, each at its own moment, whatever the size of an advance")
    func moments() throws {
        for advance in [["30m"], ["5m", "4m", "21m"], ["4m59s", "1s", "3m59s", "999ms", "1ms", "21m"]] {
            var client = try drill()
            for span in advance { client.advance(span) }
            #expect(
                moments(marks(&client)) == [
                    "08:05:00 1", "08:07:00 2", "08:09:00 0", "08:09:00 3", "08:19:00 0", "08:29:00 0",
                ])
        }
    }

    @Test("leads the world through phases that faults listen to")
    func phases() throws {
        var client = try drill()
        var statuses: [Int] = []
        for span in ["4m59s999ms", "1ms", "3m59s", "1s"] {
            client.advance(span)
            statuses.append(client.get("/v1/auth/me").status)
        }
        #expect(statuses == [200, 500, 500, 200])
        #expect(client.get("/__admin/requests/2/explain").json["phase"] == "brownout")
    }

    @Test("stands in the journal between the exchanges, and is in no count")
    func journal() throws {
        var client = try drill()
        _ = client.get("/v1/auth/me")
        client.advance("6m")
        _ = client.get("/v1/auth/me")
        client.advance("1m")
        let list = client.get("/__admin/requests").json
        #expect(list["total"] == 2 && list["requests"]?.array?.count == 2)
        #expect(
            list["marks"] == [
                [
                    "mark": 1, "after": 1, "at": "2026-06-07T08:05:00.000Z", "cause": "timeline", "step": 1,
                    "did": ["phase": "brownout"], "text": "phase brownout",
                ],
                [
                    "mark": 2, "after": 1, "at": "2026-06-07T08:06:00.000Z", "cause": "advanceClock", "step": .null,
                    "did": ["by": "6m"], "text": "the clock moved by 6m",
                ],
                [
                    "mark": 3, "after": 2, "at": "2026-06-07T08:07:00.000Z", "cause": "timeline", "step": 2,
                    "did": ["note": "it goes on"], "text": "it goes on",
                ],
                [
                    "mark": 4, "after": 2, "at": "2026-06-07T08:07:00.000Z", "cause": "advanceClock", "step": .null,
                    "did": ["by": "1m"], "text": "the clock moved by 1m",
                ],
            ])
        #expect(client.get("/__admin/requests?since=1&limit=1").json["marks"]?.array?.count == 4)
        #expect(client.get("/__admin/requests?since=2").json["marks"]?.array?.count == 2)
        #expect(client.get("/__admin/requests?limit=1").json["marks"] == [])
        #expect(client.post("/__admin/verify", nil).json["failures"] == [])
        _ = client.send(.delete, "/__admin/requests")
        #expect(marks(&client).isEmpty)
    }

    @Test("changes the world as others do, before the calls of its moment and after all that was due by then")
    func changes() throws {
        var client = try Client(
            scenario: """
                { clock: { mode: "virtual" },
                  given: { users: [{ email: "dev@example.com", sid: "dev", balanceCents: 10000 }] },
                  timeline: [
                    { at: "45s", event: "pods-fail", note: "in the moment in which they are ready" },
                    { at: "2m", set: { stock: { "h100-80gb": 0 }, balanceCents: { "dev@example.com": 7 } } },
                    { at: "3m", event: ["sessions-end"], phase: "start" },
                  ] }
                """)
        let pod = client.post("/v1/rentals", Client.h100).json["id"]?.string ?? ""
        client.advance("1m")
        #expect(client.get("/v1/rentals/\(pod)").json["status"] == "failed")
        client.advance("1m59s999ms")
        #expect(client.get("/v1/billing/balance").json["availableCents"] == 7)
        #expect(client.get("/v1/catalog/listings?familyId=h100-80gb").status == 200)
        client.advance("1ms")
        #expect(client.get("/v1/billing/balance").error == "unauthorized")
        #expect(
            marks(&client).map { $0["did"]?.object?.keys } == [["event", "note"], ["set"], ["event", "phase"]])
        let does = client.get("/__admin/timeline").json["steps"]?.array?.map { $0["does"] }
        #expect(
            does == [
                "everybody's live pods fail (in the moment in which they are ready)",
                "h100-80gb has 0 GPUs left and dev@example.com's wallet holds $0.07",
                "phase start, everybody's sessions end",
            ])
    }

    @Test("a late view shows the world as it was before a step")
    func stale() throws {
        var client = try Client(
            scenario: """
                { clock: { mode: "virtual" },
                  timeline: [{ at: "1m", set: { balanceCents: { "dev@example.com": 700 } } }],
                  faults: [{ on: "balance", stale: "10s" }] }
                """)
        var seen: [JSON?] = []
        client.advance("1m5s")
        seen.append(client.get("/v1/billing/balance").json["availableCents"])
        client.advance("5s")
        seen.append(client.get("/v1/billing/balance").json["availableCents"])
        #expect(seen == [10000, 700])
    }

    @Test("what somebody changes by the control plane is a mark as well, with its names and values")
    func controlMarks() throws {
        var client = try drill()
        _ = client.send(.put, "/__admin/phase", ["phase": "brownout"])
        _ = client.send(.patch, "/__admin/given", ["billing": "disabled"])
        _ = client.post("/__admin/events", "pods-fail")
        _ = client.post("/__admin/faults", ["id": "one", "on": "me", "error": "internal_error"])
        _ = client.send(.put, "/__admin/clock", ["speed": 2])
        let refused = [
            client.send(.delete, "/__admin/faults/two"), client.post("/__admin/faults", ["on": "nothing"]),
            client.send(.patch, "/__admin/given", ["billing": "perhaps"]),
            client.post("/__admin/checkout/none", ["outcome": "pay"]),
        ]
        #expect(refused.allSatisfy { $0.status >= 400 })
        let marks = marks(&client)
        #expect(marks.map { $0["cause"] } == ["setPhase", "turnDials", "happen", "addFault", "setClock"])
        #expect(
            marks.map { $0["did"] } == [
                ["phase": "brownout"], ["set": ["billing": "disabled"]], ["event": "pods-fail"],
                ["fault": "one", "change": "added"], ["speed": 2],
            ])
        let state = client.get("/__admin/state").json
        #expect(client.send(.put, "/__admin/state", state).status == 200)
        #expect(self.marks(&client).map { $0["cause"] } == ["importState"])
        _ = client.send(.put, "/__admin/scenario", ["name": "healthy"])
        #expect(self.marks(&client).map { $0["text"] } == ["scenario healthy"])
    }

    @Test("is told with what is done and what is due")
    func told() throws {
        var client = try drill()
        client.advance("9m")
        let reading = client.get("/__admin/timeline").json
        #expect(reading["phase"] == "start" && reading["now"] == "2026-06-07T08:09:00.000Z")
        #expect(
            reading["steps"]?.array?.first == [
                "at": "9m", "again": "10m", "does": "phase start (all is well)", "done": 1,
                "due": "2026-06-07T08:19:00.000Z",
            ])
        #expect(
            reading["steps"]?.array?[1] == [
                "at": "5m", "again": .null, "does": "phase brownout", "done": 1, "due": .null,
            ])
        var other = Client()
        #expect(other.get("/__admin/timeline").json["steps"] == [])
    }

    @Test("comes again ten thousand times at most, however long the advance")
    func bounded() throws {
        var client = try Client(
            scenario: """
                { timeline: [{ at: "0s", again: "1s", note: "a" }, { at: "2s", again: "1s", note: "b" },
                             { at: "300d", note: "the last" }] }
                """)
        client.advance("365d")
        let steps = client.get("/__admin/timeline").json["steps"]?.array ?? []
        #expect(steps.map { $0["done"] } == [5002, 5000, 1])
        #expect(steps.allSatisfy { $0["due"] == .null })
        let marks = marks(&client)
        #expect((Journal.keptMarks - 1...2 * Journal.keptMarks).contains(marks.count))
        #expect(marks.last?["mark"] == 10_003)
        #expect(marks.last?["at"] == "2027-04-03T08:00:00.000Z")
    }

    @Test("of a live clock is followed whenever somebody looks")
    func live() throws {
        let text = TimelineTests.drill.replacing("\"virtual\"", with: "\"live\", speed: 60")
        var client = try Client(scenario: text, configuration: EngineConfiguration())
        _ = client.get("/v1/auth/me")
        client.wall = client.wall + .seconds(6)
        #expect(client.get("/v1/auth/me").status == 500)
        client.wall = client.wall + .seconds(60)
        #expect(client.get("/v1/auth/me").status == 200)
        #expect(moments(marks(&client)).prefix(3) == ["08:05:00 1", "08:07:00 2", "08:09:00 0"])
    }

    @Test("begins anew with a reset and with another scenario")
    func anew() throws {
        var client = try drill()
        client.advance("8m")
        _ = client.post("/__admin/reset")
        #expect(marks(&client).map { $0["cause"] } == ["reset"])
        client.advance("5m")
        #expect(moments(marks(&client)) == ["08:00:00 null", "08:05:00 1"])
        _ = client.send(.put, "/__admin/scenario", ["timeline": [["at": "0s", "note": "now"]]])
        #expect(client.get("/__admin/timeline").json["steps"]?.array?.first?["done"] == 1)
    }

    @Test("goes on from a state as if nothing had been put down", arguments: ["0s", "5m", "6m", "9m", "12m"])
    func state(until: String) throws {
        var one = try drill()
        one.advance(until)
        let state = one.get("/__admin/state").json
        var two = Client()
        #expect(two.send(.put, "/__admin/state", state).status == 200)
        for span in ["4m", "1s", "30m"] {
            one.advance(span)
            two.advance(span)
            #expect(one.get("/__admin/timeline").json == two.get("/__admin/timeline").json)
            #expect(one.get("/__admin/state").json == two.get("/__admin/state").json)
        }
    }

    @Test(
        "that a state cannot have is refused",
        arguments: [[], [0, 0, 0], [0, 2, 0, 0], [-1, 0, 0, 0], [10_002, 0, 0, 0], ["x", 0, 0, 0]] as [JSON])
    func wrongState(done: JSON) throws {
        var client = try drill()
        let state = client.get("/__admin/state").json
        let put = client.send(.put, "/__admin/state", state.setting(["timeline"], to: done))
        #expect(put.status == 400 && put.json["details"]?["timeline"] != nil)
        #expect(client.send(.put, "/__admin/state", state.setting(["timeline"], to: [10_001, 1, 0, 0])).status == 200)
    }

    @Test("is streamed as it is done, and again to a reader that comes back from before")
    func stream() throws {
        var client = try drill()
        _ = client.get("/__admin/requests/stream")
        _ = client.get("/v1/auth/me")
        client.advance("6m")
        _ = client.get("/v1/auth/me")
        let events = client.engine.takeReleases().compactMap { release -> String? in
            guard case .event(_, let bytes) = release else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(
            events.map { $0.split(separator: "\n").first { $0.hasPrefix("event") } } == [
                "event: exchange", "event: mark", "event: mark", "event: exchange",
            ])
        #expect(events[1].hasPrefix("event: mark\ndata: {\"mark\":1,\"after\":1,"))
        let again = client.get("/__admin/requests/stream?since=1")
        let backlog = String(decoding: again.response.body, as: UTF8.self)
        let names = backlog.split(separator: "\n").filter { $0.hasPrefix("event") }
        #expect(names == ["event: mark", "event: mark", "event: exchange"])
    }

    @Test("of a world that has closed stands still")
    func closed() throws {
        var client = try drill()
        _ = client.get("/v1/auth/me")
        let index = try #require(client.engine.worlds.index(of: "default"))
        client.engine.worlds[index].domain.close(.dueLiesAhead)
        client.advance("30m")
        #expect(client.engine.worlds[index].timeline.done == [0, 0, 0, 0])
    }
}
