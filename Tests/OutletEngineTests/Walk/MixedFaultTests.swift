import Foundation
import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

/// Programs of fifty calls against faults of every kind, drawn from a seed. `GPUOUTLET_MOCK_PROGRAMS=1000` draws more.
@Suite("Faults of every kind at once")
struct MixedFaultTests {
    private static let programs =
        ProcessInfo.processInfo.environment["GPUOUTLET_MOCK_PROGRAMS"].flatMap { Int($0) } ?? 60
    private static let calls = 50

    /// Parts of a fault; a program draws some, each with a few of the conditions.
    private static let effects = [
        "event: 'pods-fail'", "event: ['wallet-empties', 'keys-vanish']",
        "event: { name: 'sessions-end', user: 'caller' }", "event: 'codes-expire', error: 'internal_error'",
        "set: { stock: { 'h100-80gb': 0 } }", "set: { prices: { 'h100-80gb': 1 }, balanceCents: { caller: 90000 } }",
        "set: { limits: { requestsPerMinute: 7 } }", "event: 'invoice-opens', delay: '5ms..2s'",
        "answer: { merge: { extra: 1, id: null }, headers: { 'X-Request-Id': null } }",
        "answer: { status: 503, drop: '*.*.region', repeat: '*.0', headers: { 'Retry-After': '3' } }",
        "error: 'rate_limited', retryAfter: '5..500', force: true",
        "error: 'maintenance', retryAfter: 'window', until: '40s', again: '70s'",
        "error: 'rate_limited', retryAfterAs: 'date', force: true",
        "error: 'provider_error', commit: true, force: true",
        "stale: '20s'", "stale: '10m'", "connection: 'truncate'", "delay: { median: '80ms', sigma: 2 }",
    ]
    private static let counters = [
        "chance: 0.4", "per: 'user', share: 0.5", "per: 'session', nth: [2, 5, 9]", "every: 3", "after: 10",
        "chance: { from: 0, to: 1, over: '3m' }, inARow: 2", "times: 3",
    ]

    private static func scenario(_ program: Int, without forbidden: String) -> String {
        var draw = SeededDraw(seed: program, purpose: "mixed faults", ordinal: 1)
        let able = effects.filter { forbidden.isEmpty || !$0.contains(forbidden) }
        let faults = (0..<5).map { index in
            let effect = able[draw.next(below: able.count)]
            let counter = counters[draw.next(below: counters.count)]
            return "{ id: 'f\(index)', on: '*', \(counter), \(effect) }"
        }
        return """
            { why: 'mixed', seed: \(program), clock: { mode: 'virtual', step: '700ms' }, given: {
              users: [ { email: 'dev@example.com', sid: 'dev', balanceCents: 400000, card: {} },
                       { email: 'ada@example.com', sid: 'ada', balanceCents: 900 } ] },
              faults: [ \(faults.joined(separator: ",\n")) ] }
            """
    }

    private static func call(_ ordinal: Int, of program: Int, _ client: inout Client, _ ids: inout [String]) -> [UInt8]
    {
        var draw = SeededDraw(seed: program, purpose: "mixed calls", ordinal: ordinal)
        let operation = Operation.allCases[draw.next(below: Operation.allCases.count)]
        let id = ids.isEmpty ? "none" : ids[draw.next(below: ids.count)]
        let path = operation.path.split(separator: "/").map { part in
            part == "{id}" ? id : part == "{provider}" ? "github" : String(part)
        }
        client.sid = ["dev", "ada", nil][draw.next(below: 3)]
        if draw.next(below: 12) == 0 { client.advance("\(draw.next(below: 200))s") }
        let body = operation == .createRental ? Client.h100 : operation.bodyShape.map { $0.example }
        let reply = client.send(operation.method, "/" + path.joined(separator: "/"), body)
        if let made = reply.json["id"]?.string { ids.append(made) }
        var output: [UInt8] = []
        reply.response.write(into: &output, date: "")
        return output + Array("\(reply.delivery)".utf8)
    }

    /// - Parameter moving: after so many calls the world moves into another engine, as a document.
    private static func answers(_ program: Int, without forbidden: String = "", movingAfter moving: Int? = nil) throws
        -> [[UInt8]]
    {
        let text = scenario(program, without: forbidden)
        var client = try Client(scenario: text)
        var ids: [String] = []
        return try (1...calls).map { ordinal in
            if ordinal == moving {
                let state = client.get("/__admin/state").json
                var other = try Client(scenario: text)
                try #require(other.send(.put, "/__admin/state", state).status == 200)
                client = other
            }
            return call(ordinal, of: program, &client, &ids)
        }
    }

    @Test("The same seed and the same calls give the same bytes")
    func determinism() throws {
        for program in 1...Self.programs {
            #expect(try Self.answers(program) == Self.answers(program), "program \(program)")
        }
    }

    @Test("A world that moves into another engine in the midst goes on with the same bytes")
    func state() throws {
        for program in 1...Self.programs {
            // What a stale fault sees of the past is not part of a state.
            let whole = try Self.answers(program, without: "stale")
            let moved = try Self.answers(program, without: "stale", movingAfter: 2 + program % (Self.calls - 2))
            #expect(whole == moved, "program \(program)")
        }
    }
}
