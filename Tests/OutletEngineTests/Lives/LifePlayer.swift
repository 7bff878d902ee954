import OutletContract
import OutletDomain
import OutletWire

@testable import OutletConformance
@testable import OutletEngine

/// Takes the steps of a life on an engine of its own, and judges each answer. The same steps on a fresh player give the
/// same answers.
struct LifePlayer {
    private(set) var engine: Engine
    private var wall = Limits.virtualStart
    private var monotonicNanoseconds: Int64 = 0
    /// What is held open, the oldest first; beyond a few, the oldest ends.
    private var tickets: [Ticket] = []

    /// - Parameter seed: half of the lives have small journals and live clocks.
    init(seed: Int) throws {
        var configuration = EngineConfiguration()
        configuration.seed = seed
        configuration.logForm = seed % 2 == 0 ? .text : .json
        configuration.maximumWorlds = 3
        if seed % 2 == 0 {
            configuration.journalCapacity = 7
            configuration.journalBytes = 20_000
        } else {
            configuration.clock = .virtual
        }
        engine = try Client(scenario: LifePlayer.scenario, configuration: configuration).engine
    }

    /// Much of what can go wrong is there from the start.
    private static let scenario = """
        { "why": "anything goes", "given": {
          "webhookSecret": "whsec_test",
          "limits": { "requestsPerMinute": 1000000, "requestsPerHour": 1000000, "checkoutsPerHour": 100000 },
          "users": [ { "email": "dev@example.com", "sid": "dev", "balanceCents": 5000,
            "card": { "declines": true },
            "autoTopup": { "enabled": true, "thresholdCents": 100, "topupAmountCents": 1000 },
            "rentals": [ { "familyId": "h100-80gb", "status": "stopped", "age": "1m" },
              { "familyId": "rtx-3090", "status": "running", "age": "3m" } ],
            "invoices": [ { "reason": "manual", "amountCents": 5, "status": "uncollectible", "age": "1d" },
              { "reason": "topup_failed", "amountCents": 500, "status": "open", "age": "29d" } ] } ] } }
        """

    /// The world of requests that name none, where it is there.
    var world: World? { engine.worlds.index(of: "default").map { engine.worlds[$0] } }

    /// What came of a step.
    struct Outcome {
        var reply: Reply
        /// What is wrong with it, if anything.
        var problem: String?
    }

    mutating func take(_ step: LifeStep) -> Outcome {
        wall = wall + .milliseconds(step.pauseMilliseconds)
        monotonicNanoseconds += Int64(max(0, min(step.pauseMilliseconds, 1_000_000_000))) * 1_000_000
        let now = HostTime(wall: wall, monotonicNanoseconds: monotonicNanoseconds)
        let headers = [HeaderField("Host", "localhost:4429")] + step.headers
        let request = Request(method: step.method, target: step.target, headers: headers, body: Array(step.body.utf8))
        var reply = engine.reply(toHead: request, at: now) ?? engine.reply(to: request, at: now)
        hold(&reply, at: now)
        _ = engine.takeReleases()
        let complaint = engine.takeComplaints().first
        return Outcome(reply: reply, problem: complaint ?? problem(with: reply, to: request))
    }

    private mutating func hold(_ reply: inout Reply, at now: HostTime) {
        switch reply.completion {
        case .whole: return
        case .held(let ticket, _):
            tickets.append(ticket)
            reply.response = Response(json: ["held": true])
        case .stream(let ticket): tickets.append(ticket)
        }
        guard tickets.count > 3 else { return }
        if engine.expire(tickets[0], at: now) == nil { engine.abandon(tickets[0]) }
        tickets.removeFirst()
    }

    // MARK: Judging

    private func problem(with reply: Reply, to request: Request) -> String? {
        let answer = "\(reply.status) \(reply.json.text.prefix(500))"
        let isInjected = reply.header("X-Mock-Fault-Id") != nil
        if reply.status >= 500, reply.status != 503, !isInjected { return answer }
        let target = RequestTarget(request)
        switch target.destination {
        case .api:
            guard !isInjected, reply.status == 200, case .found(let operation, _) = target.match,
                let shape = operation.answerShape
            else { return nil }
            return shape.departures(of: reply.json).first.map { "\(operation): \($0.path) has \($0.actual): \(answer)" }
        case .control: return stateProblem(reply, target)
        case .page, .browser: return nil
        }
    }

    /// What a world says of itself must be what a world can be: the restoring holds sums, schedule and references.
    private func stateProblem(_ reply: Reply, _ target: RequestTarget) -> String? {
        guard target.path == "/__admin/state", reply.status == 200, let domain = reply.json["domain"] else {
            return nil
        }
        do throws(JSONCodingError) {
            _ = try ProviderState(restoring: domain)
            return nil
        } catch {
            return "an exported state is refused: domain.\(error.path) \(error.text)"
        }
    }
}
