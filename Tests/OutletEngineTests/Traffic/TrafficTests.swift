import OutletContract
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Traffic over time")
struct TrafficTests {
    private static let outage =
        "timeline: [{ at: '1m', phase: 'outage' }], faults: [{ on: 'listKeys', phase: 'outage', error: 'internal_error' }]"

    private func series(_ client: inout Client, _ span: String = "all") -> JSON {
        client.get("/__admin/timeseries?span=\(span)").json
    }

    private func points(_ series: JSON) -> [String] {
        (series["points"]?.array ?? []).map { point in
            let counts = ["2xx", "4xx", "5xx", "lost", "p50", "p95"].map { point[$0]?.text ?? "?" }
            return "\(point["at"]?.string?.dropFirst(11).dropLast() ?? "") \(counts.joined(separator: " "))"
        }
    }

    @Test("answers are counted in their second by how they came out, with the latency of what was delivered")
    func counted() {
        var client = Client()
        _ = client.get("/v1/auth/me")
        _ = client.get("/v1/nothing")
        client.wall = client.wall + .seconds(2)
        _ = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "internal_error; delay=2s")])
        _ = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "connection=reset")])
        let series = series(&client)
        #expect(points(series) == ["08:00:00 1 1 0 0 1 1", "08:00:02 0 0 1 1 2500 2500"])
        #expect(series["from"] == "2026-06-07T08:00:00.000Z" && series["to"] == "2026-06-07T08:00:02.000Z")
        #expect(series["step"] == 1)
    }

    @Test("an answer that takes its time is counted when its way is over, and one that was lost after all moves")
    func settled() throws {
        var configuration = EngineConfiguration()
        configuration.clock = .live
        var client = Client(configuration: configuration)
        let slow = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "delay=3s")])
        let quick = client.get("/v1/auth/me")
        #expect(points(series(&client)) == ["08:00:00 1 0 0 0 1 1"])
        client.wall = client.wall + .seconds(3)
        client.engine.settle(try #require(slow.deliveryID), .handedOver, at: client.now)
        #expect(points(series(&client)) == ["08:00:00 1 0 0 0 1 1", "08:00:03 1 0 0 0 5000 5000"])
        client.engine.settle(try #require(quick.deliveryID), .clientLeft, at: client.now)
        #expect(points(series(&client)) == ["08:00:03 1 0 0 1 5000 5000"])
    }

    @Test("what was done to the world stands beside it, and outlives a reset as the traffic does")
    func marks() throws {
        var client = try Client(scenario: "{ \(TrafficTests.outage) }")
        _ = client.get("/v1/auth/me")
        client.wall = client.wall + .seconds(1)
        _ = client.send(.put, "/__admin/phase", ["phase": "calm"])
        _ = client.send(.patch, "/__admin/given", ["billing": "disabled"])
        _ = client.post("/__admin/events", "sessions-end")
        _ = client.post("/__admin/faults", ["on": "me", "error": "internal_error", "id": "broken"])
        _ = client.send(.put, "/__admin/faults/broken", ["enabled": false])
        _ = client.send(.delete, "/__admin/faults/broken")
        client.advance("90s")
        _ = client.send(.put, "/__admin/clock", ["speed": 2])
        client.wall = client.wall + .seconds(1)
        _ = client.post("/__admin/reset")
        let series = series(&client)
        let told = (series["marks"]?.array ?? []).map { mark in
            "\(mark["at"]?.string?.dropFirst(17).prefix(2) ?? "") \(mark["what"]?.string ?? ""): \(mark["text"]?.string ?? "")"
        }
        #expect(
            told == [
                "01 phase: phase calm", "01 dials: billing is disabled", "01 event: everybody's sessions end",
                "01 fault: fault 'broken' added", "01 fault: fault 'broken' switched off",
                "01 fault: fault 'broken' removed", "01 timeline: phase outage", "01 clock: the clock moved by 90s",
                "01 clock: the clock was set: speed 2", "02 reset: the world was reset",
            ])
        #expect(series["marks"]?.array?[6]["worldTime"] == "2026-06-07T08:01:00.000Z")
        #expect(points(series) == ["08:00:00 1 0 0 0 1 1"])
    }

    @Test("a step that a live clock did while nobody looked stands at the moment when it was due")
    func lateLook() throws {
        var configuration = EngineConfiguration()
        configuration.clock = .live
        var client = try Client(
            scenario: "{ clock: { speed: 10 }, \(TrafficTests.outage) }",
            configuration: configuration)
        _ = client.get("/v1/auth/me")
        client.wall = client.wall + .seconds(30)
        #expect(series(&client)["marks"]?.array?.first?["at"] == "2026-06-07T08:00:06.000Z")
    }

    @Test("the hour is shown in steps of ten seconds, a day in steps of five minutes, and no older call")
    func steps() {
        var client = Client()
        for span in [Span.zero, .hours(23), .minutes(55), .minutes(10), .seconds(12)] {
            client.wall = client.wall + span
            _ = client.get("/v1/auth/me")
        }
        #expect(points(series(&client, "5m")) == ["08:05:00 1 0 0 0 1 1", "08:05:12 1 0 0 0 1 1"])
        let hour = series(&client, "1h")
        #expect(hour["step"] == 10)
        #expect(points(hour).map { $0.prefix(10) } == ["07:55:00 1", "08:05:00 1", "08:05:10 1"])
        let all = series(&client)
        #expect(all["step"] == 300)
        #expect(points(all).map { $0.prefix(10) } == ["07:00:00 1", "07:55:00 1", "08:05:00 2"])
        #expect(client.get("/__admin/timeseries?span=2h").status == 400)
    }

    @Test(
        "a world that is asked without end in a day keeps no more than its bound, and one of ten calls next to nothing"
    )
    func bounded() {
        var traffic = Traffic(since: Limits.virtualStart)
        var (seconds, minutes) = (
            TrafficRing(step: 1, capacity: Traffic.mostSeconds), TrafficRing(step: 60, capacity: Traffic.mostMinutes)
        )
        for number in 0..<200_000 {
            let kind = TrafficKind(rawValue: UInt8(number % 48))
            seconds.count(kind, at: number / 12)
            minutes.count(kind, at: number / 12)
        }
        #expect(seconds.weightBytes + minutes.weightBytes <= Traffic.mostBytes)
        var (sum, first) = (0, Int.max)
        seconds.forEach(from: seconds.completeSince) { second, _, count in
            sum += count
            first = min(first, second)
        }
        #expect(first == seconds.completeSince && sum == (200_000 / 12 - first) * 12 + 200_000 % 12)
        for number in 0..<10 { traffic.note(.made(number)) }
        #expect(traffic.seconds.weightBytes == 0)
        for number in 0..<1000 { traffic.note(.made(number)) }
        #expect(traffic.marks.count <= Traffic.keptMarks && traffic.marks.last == .made(999))
    }

    @Test("a clock of the machine that is set back loses no answer")
    func setBack() {
        var client = Client()
        client.wall = client.wall + .seconds(30)
        _ = client.get("/v1/auth/me")
        client.wall = client.wall - .seconds(20)
        _ = client.get("/v1/auth/me")
        client.wall = client.wall + .seconds(21)
        #expect(points(series(&client)) == ["08:00:30 2 0 0 0 1 1"])
    }
}

extension TrafficMark {
    fileprivate static func made(_ number: Int) -> TrafficMark {
        TrafficMark(at: Limits.virtualStart, worldTime: Limits.virtualStart, what: .phase, text: "phase \(number)")
    }
}
