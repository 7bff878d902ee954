import OutletContract
import OutletWire

@testable import OutletDomain
@testable import OutletEngine

/// Legal calls at odd times, drawn from a seed: operations with values from the edges of their shapes, outside actors,
/// dials, time, and states with one number changed.
struct RandomLife {
    struct Step: CustomStringConvertible {
        var method: OutletWire.Method
        var path: String
        var body: JSON?
        var headers: [HeaderField] = []

        var description: String { "\(method.name) \(path) \(body.map { String($0.text.prefix(200)) } ?? "")" }
    }

    private(set) var client: Client
    private var draw: SeededDraw

    init(seed: Int) throws {
        client = try RandomLife.freshClient()
        draw = SeededDraw(seed: seed, purpose: "random life", ordinal: 1)
    }

    static func freshClient() throws -> Client {
        try Client(
            scenario: """
                { "why": "anything goes", "clock": { "mode": "virtual" }, "given": {
                  "limits": { "requestsPerMinute": 1000000, "requestsPerHour": 1000000, "checkoutsPerHour": 100000 },
                  "users": [ { "email": "dev@example.com", "sid": "dev", "balanceCents": 5,
                    "card": { "declines": true },
                    "autoTopup": { "enabled": true, "thresholdCents": 100, "topupAmountCents": 1000 },
                    "rentals": [ { "familyId": "h100-80gb", "status": "stopped", "age": "1m" },
                      { "familyId": "rtx-3090", "status": "running", "age": "3m" } ],
                    "invoices": [ { "reason": "manual", "amountCents": 5, "status": "uncollectible", "age": "1d" },
                      { "reason": "topup_failed", "amountCents": 500, "status": "open", "age": "29d" } ] } ] } }
                """)
    }

    /// Takes a step on a client; what is wrong with the answer, if anything.
    static func take(_ step: Step, _ client: inout Client) -> String? {
        let reply = client.send(step.method, step.path, step.body, headers: step.headers)
        if let complaint = client.engine.takeComplaints().first { return complaint }
        return reply.status >= 500 && reply.status != 503 ? "\(reply.status) \(reply.json.text)" : nil
    }

    /// The next step, taken; what is wrong afterwards, if anything.
    mutating func go() -> (step: Step, problem: String?) {
        let step = nextStep()
        return (step, RandomLife.take(step, &client))
    }

    /// The shortest part of a failing life that still fails, one step left out at a time.
    static func shortest(_ steps: [Step]) throws -> [Step] {
        var steps = steps
        var place = steps.count - 1
        while place >= 0 {
            var fewer = steps
            fewer.remove(at: place)
            if try fails(fewer) { steps = fewer }
            place -= 1
        }
        return steps
    }

    private static func fails(_ steps: [Step]) throws -> Bool {
        var client = try freshClient()
        for step in steps where take(step, &client) != nil { return true }
        return false
    }

    // MARK: Steps

    private mutating func nextStep() -> Step {
        switch draw.next(below: 20) {
        case 0...9: operation()
        case 10...12: time()
        case 13...15: settlement()
        case 16: webhook()
        case 17: dial()
        case 18: look()
        default: changedState()
        }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[draw.next(below: values.count)] }

    private var world: World? { client.engine.worlds.place(of: "default").map { client.engine.worlds[$0].domain } }

    private mutating func id() -> String {
        guard let world else { return "none" }
        var ids = world.rentals.rows.suffix(3).map(\.id)
        ids += world.invoices.rows.suffix(3).map(\.id)
        ids += world.invoices.rows.suffix(2).map(\.stripeInvoiceId)
        ids += world.accounts.rows.flatMap { $0.keys.map(\.id) }
        return pick(ids + ["none"])
    }

    private mutating func operation() -> Step {
        let operation = pick(Operation.allCases)
        var path = operation.path
        if path.contains("{id}") { path.replace("{id}", with: id()) }
        path.replace("{provider}", with: pick(["google", "github", "x"]))
        var body: JSON?
        if let shape = operation.bodyShape { body = .object(object(shape)) }
        return Step(method: operation.method, path: path, body: body)
    }

    private mutating func object(_ shape: Shape) -> JSONObject {
        var object = JSONObject()
        for field in shape.fields where !field.isOptional || draw.next(below: 2) == 0 {
            object[field.name] = draw.next(below: 4) == 0 ? field.example : edge(field.type)
        }
        return object
    }

    /// A value at an end of what the type may hold.
    private mutating func edge(_ type: FieldType) -> JSON {
        switch type {
        case .boolean: .bool(pick([true, false]))
        case .integer(let range?): .integer(pick([range.lowerBound, range.upperBound]))
        case .count(let counts): .integer(pick(counts))
        case .number(_, let most): pick([.decimal("0.001"), .integer(Int(most))])
        case .choice(let words), .reference(let words): .string(pick(words))
        case .object(let shape): .object(object(shape))
        default: type.example
        }
    }

    private mutating func time() -> Step {
        let span = pick(["1ms", "999ms", "5s", "44s", "45s", "59s", "1m", "7m", "59m", "1h", "23h", "6d", "31d"])
        return Step(method: .post, path: "/__admin/clock/advance", body: ["by": .string(span)])
    }

    private mutating func settlement() -> Step {
        let (checkouts, setups) = (world?.stripe.checkouts.rows ?? Blocks(), world?.stripe.setups.rows ?? Blocks())
        switch draw.next(below: 3) {
        case 0:
            let outcome = pick(["paid", "declined", "cancelled"])
            return settle("checkout", checkouts.last?.id ?? "none", outcome)
        case 1: return settle("setup", setups.last?.id ?? "none", pick(["succeeded", "declined", "cancelled"]))
        default: return settle("invoices", id(), pick(["paid", "voided", "uncollectible"]))
        }
    }

    private func settle(_ kind: String, _ id: String, _ outcome: String) -> Step {
        Step(method: .post, path: "/__admin/\(kind)/\(id)", body: ["outcome": .string(outcome)])
    }

    private mutating func webhook() -> Step {
        let type = pick([
            "invoice.paid", "invoice.voided", "invoice.marked_uncollectible", "checkout.session.completed",
            "payment_intent.succeeded", "setup_intent.succeeded",
        ])
        let object: JSON = [
            "id": .string(id()), "amount": .integer(pick([0, 1, 99_999_999])),
            "metadata": ["user_id": .string(world?.accounts.rows.first?.id ?? "")],
        ]
        let event: JSON = [
            "id": .string("evt_\(draw.next(below: 1000))"), "type": .string(type), "data": ["object": object],
        ]
        let now = world?.now ?? Limits.virtualStart
        return Step(
            method: .post, path: "/v1/webhooks/stripe", body: event,
            headers: [
                HeaderField("Stripe-Signature", StripeSignature.sign(event.bytes, secret: "whsec_test", at: now))
            ])
    }

    private mutating func dial() -> Step {
        let dials: [JSON] = [
            ["billing": "disabled"], ["billing": "enabled"], ["stock": ["h100-80gb": 0]],
            ["stock": ["h100-80gb": 1_000_000]], ["provisioning": ["takes": "0s"]],
            ["provisioning": ["takes": "1d", "then": "failed"]], ["provisioning": ["then": "stuck"]],
        ]
        return Step(method: .patch, path: "/__admin/given", body: pick(dials))
    }

    private mutating func look() -> Step {
        let paths = ["report", "requests?since=\(Int.max)", "state", "overview", "outbox", "metrics", "faults"]
        return Step(method: .get, path: "/__admin/" + pick(paths))
    }

    /// The state as it is, with one of its numbers at an odd value.
    private mutating func changedState() -> Step {
        let state = client.get("/__admin/state").json
        let value = pick([-1, 0, 1, 1_000_000, 253_402_300_799_999, 1_000_000_000_000_000, Int.max])
        let changed = state.setting(pick(state.numberPaths()), to: .integer(value))
        return Step(method: .put, path: "/__admin/state", body: changed)
    }
}
