import OutletContract
import OutletDomain
import OutletWire

@testable import OutletEngine
@testable import OutletScenarios

/// A scenario with everything that the fault language has, mixed at random from the key tables, and a conversation in it.
///
/// A new key of a fault or of a timeline's step is drawn without a line written here.
struct RandomProgram {
    let seed: Int
    /// Whether it may go on from a state that was written down in its midst.
    let isMoving: Bool
    let scenario: JSON
    /// Calls of the API, and what others do between them.
    private(set) var steps: [LifeStep] = []

    static let calls = 50

    init(seed: Int) throws {
        self.seed = seed
        // The lives of odd seeds have virtual clocks.
        var life = try RandomLife(seed: 2 * seed + 1)
        isMoving = seed % 3 != 0
        scenario = life.faultyScenario(isMoving: isMoving)
        _ = life.player.take(LifeStep(.put, "/__admin/scenario", scenario))
        var calls = 0
        while calls < RandomProgram.calls {
            let step = life.stepOfProgram(scenario)
            if step.target.hasPrefix("/v1/") { calls += 1 }
            _ = life.player.take(step)
            steps.append(step)
        }
    }

    // MARK: Running it

    /// What a client of the program sees: each answer of the API whole, with how it was delivered; and at the end what
    /// the world is like.
    func answers(moving index: Int? = nil, splitting: Bool = false) throws -> [[UInt8]] {
        var draw = ValueDraw(seed: seed)
        var client = try client(scenario)
        var answers: [[UInt8]] = []
        for (number, step) in steps.enumerated() {
            if number == index {
                let state = client.get("/__admin/state").json
                client = try self.client(nil)
                let put = client.send(.put, "/__admin/state", state)
                if put.status != 200 { answers.append(put.response.body) }
            }
            let parts = splitting ? draw.parts(of: step) : [step]
            for part in parts {
                let reply = client.take(part)
                guard step.target.hasPrefix("/v1/") else { continue }
                var bytes: [UInt8] = []
                if reply.delivery.sendsResponse { reply.response.write(into: &bytes, date: "") }
                answers.append(bytes + Array("\(reply.delivery)".utf8))
            }
        }
        answers.append(client.get("/__admin/timeline").response.body)
        answers.append(client.get("/__admin/state").response.body)
        return answers
    }

    private func client(_ scenario: JSON?) throws -> Client {
        var configuration = EngineConfiguration()
        configuration.seed = seed
        var client = Client(
            try scenario.map { json throws(ProblemList) in
                try Scenario.read(json.bytes, source: "program", defaultName: "program")
            }, configuration: configuration)
        client.sid = nil
        return client
    }
}

extension Client {
    fileprivate mutating func take(_ step: LifeStep) -> Reply {
        let headers = [HeaderField("Host", "localhost:4429")] + step.headers
        return engine.reply(
            to: Request(method: step.method, target: step.target, headers: headers, body: Array(step.body.utf8)),
            at: now)
    }
}

extension ValueDraw {
    /// An advance as several that come to the same; any other step as it is.
    fileprivate mutating func parts(of step: LifeStep) -> [LifeStep] {
        guard step.target == "/__admin/clock/advance",
            let span = (try? JSON.parse(step.body))?["by"]?.string.flatMap(Span.init(duration:))
        else { return [step] }
        var parts: [LifeStep] = []
        var rest = span.milliseconds
        while rest > 0 {
            let part = parts.count == 4 ? rest : 1 + below(rest)
            rest -= part
            parts.append(LifeStep(.post, step.target, ["by": .string("\(part)ms")]))
        }
        return parts
    }
}

extension RandomLife {
    /// One to six faults and a timeline, in a world in which much can be done.
    ///
    /// - Parameter isMoving: whether its state is put down and taken up again.
    fileprivate mutating func faultyScenario(isMoving: Bool) -> JSON {
        let faults = (0...draw.below(6)).map { number -> JSON in
            var fault = draw.legal(.fault) { json throws(ProblemList) in _ = try Fault.read(json.bytes) }.object
            let wide = ["*", "rentals", "billing", "catalog"]
            if !draw.oneIn(3), let word = draw.pick(wide) { fault?["on"] = .string(word) }
            if draw.oneIn(2) { fault?["when"] = nil }
            // How the world was is no part of its state.
            if isMoving { fault?["stale"] = nil }
            fault?["id"] = .string("f\(number)")
            if draw.oneIn(2) { fault?["phase"] = nil }
            return fault.map(JSON.object) ?? .null
        }
        let phases = faults.compactMap { $0["phase"]?.string } + [ScenarioRun.startPhase]
        let timeline = (0..<draw.below(5)).map { _ -> JSON in
            var step = draw.object(.timelineStep).object
            if let at = draw.pick(["0s", "1ms", "44s", "5m", "1h"]) { step?["at"] = .string(at) }
            if draw.oneIn(2), let phase = draw.pick(phases) { step?["phase"] = .string(phase) }
            return step.map(JSON.object) ?? .null
        }
        var document: JSON = [
            "clock": ["mode": "virtual", "step": .string(draw.pick(["0s", "1ms", "2s"]) ?? "0s")],
            "given": [
                "limits": ["requestsPerMinute": 1_000_000, "requestsPerHour": 1_000_000],
                "users": [
                    [
                        "email": "dev@example.com", "sid": "dev", "balanceCents": 2000, "card": ["brand": "visa"],
                        "rentals": [["familyId": "h100-80gb"]], "invoices": [["amountCents": 500]],
                    ],
                    ["email": "ada@example.com", "sid": "ada", "balanceCents": 500],
                ],
            ],
            "faults": .array(faults), "timeline": .array(timeline),
        ]
        document = document.tamed
        return ValueDraw.repaired(document) { json throws(ProblemList) in
            _ = try Scenario.read(json.bytes, source: "program", defaultName: "program")
        } ?? ["clock": ["mode": "virtual"]]
    }

    fileprivate mutating func stepOfProgram(_ scenario: JSON) -> LifeStep {
        switch draw.below(20) {
        case 0..<3:
            // Each minute of a pod is a line of the ledger, and states are written down whole.
            let span = draw.pick(["1ms", "999ms", "5s", "44s", "45s", "1m", "7m", "59m", "6h"]) ?? "1s"
            return LifeStep(.post, "/__admin/clock/advance", ["by": .string(span)])
        case 3: return settlement()
        case 4:
            let phases = scenario["faults"]?.array?.compactMap { $0["phase"]?.string } ?? []
            return LifeStep(.put, "/__admin/phase", ["phase": .string(draw.pick(phases) ?? ScenarioRun.startPhase)])
        default:
            var step = operation()
            let sids = player.world?.domain.sessions.rows.suffix(3).map(\.sid) ?? []
            if let sid = draw.oneIn(3) ? draw.pick(sids) : draw.pick(["dev", "dev", "ada"]) {
                step.headers.append(HeaderField("Cookie", "sid=\(sid)"))
            }
            return step
        }
    }
}
