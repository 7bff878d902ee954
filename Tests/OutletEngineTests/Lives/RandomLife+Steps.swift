import OutletContract
import OutletWire

@testable import OutletDomain
@testable import OutletEngine
@testable import OutletScenarios

extension RandomLife {
    // MARK: Operations

    mutating func operation() -> LifeStep {
        operation(fresh(Operation.allCases, \.wireName, or: .me))
    }

    mutating func followingUp() -> LifeStep {
        switch followUp {
        case .operation(let operation): self.operation(operation)
        case .control(let call): control(call)
        case nil: time()
        }
    }

    private mutating func operation(_ operation: Operation) -> LifeStep {
        if operation == .stripeWebhook { return webhook() }
        var path = operation.path
        for field in operation.pathShape.fields {
            let value = draw.value(field, known: known).string ?? "none"
            path.replace("{\(field.name)}", with: PercentCoding.encoded(value))
        }
        var step = LifeStep(operation.method, path + query(operation.queryShape), body(operation.bodyShape))
        if draw.oneIn(15), let header = mockFault() { step.headers.append(HeaderField("X-Mock-Fault", header)) }
        if operation == .oauthCallback, draw.oneIn(2) { step.headers.append(HeaderField("Accept", "text/html")) }
        return step
    }

    private mutating func body(_ shape: Shape?) -> JSON? {
        guard let shape else { return nil }
        let values = known()
        return .object(draw.object(shape) { values[$0.name] ?? values[RandomLife.kind(of: $0)] ?? [] })
    }

    private mutating func query(_ shape: Shape) -> String {
        let pairs = body(shape)?.object?.members ?? []
        guard !pairs.isEmpty else { return "" }
        return "?" + pairs.map { "\($0)=\(PercentCoding.encoded($1.string ?? $1.text))" }.joined(separator: "&")
    }

    private static let endings = [
        "reset", "reset; commit", "close", "close; commit", "hang", "hang; commit", "early", "truncate",
        "truncate; commit",
        "truncateAt:0", "truncateAt:1000000000; delay=1s", "stall", "stallAt:9; bodyDelay=2s", "badChunk",
        "badChunk; drip=9",
        "last", "lastAfter:1h", "garbage",
    ].map { "connection=\($0)" }

    /// A fault that comes with the request itself.
    private mutating func mockFault() -> String? {
        let code = draw.pick(ErrorCode.allCases)?.wireName ?? ""
        return draw.pick(
            [
                code, "\(code); force", "\(code); retryAfter=31536000; force", "\(code); commit; force", "delay=31d",
                "delay=1ms..2s", "drip=1", "delay=0ms", "bodyDelay=1h",
                "event=pods-fail, wallet-empties, sessions-end", "event=card-declines; delay=1ms",
                "\(code); retryAfter=0..31536000; retryAfterAs=date; force",
            ] + RandomLife.endings)
    }

    // MARK: What there is

    private static func kind(of field: Field) -> String {
        switch field.type {
        case .id(let kind): kind.rawValue
        case .email: "email"
        default: ""
        }
    }

    private func known(_ field: Field) -> [JSON] {
        let values = known()
        return values[field.name == "id" ? RandomLife.kind(of: field) : field.name] ?? []
    }

    /// Values that mean something in the world as it is, by the name of a field or its kind of id.
    private func known() -> [String: [JSON]] {
        guard let world = player.world?.domain else { return [:] }
        let codes = world.outbox.messages.suffix(6).filter { $0.code != nil }
        var values: [String: [String]] = [
            ResourceKind.rental.rawValue: world.rentals.rows.suffix(4).map(\.id),
            ResourceKind.invoice.rawValue: world.invoices.rows.suffix(4).map(\.id),
            ResourceKind.key.rawValue: world.accounts.rows.flatMap { $0.keys.all.map(\.id) },
            "code": codes.suffix(1).compactMap(\.code),
            "state": [oauthState].compactMap { $0 },
        ]
        values["email"] =
            codes.suffix(1).flatMap { [$0.to.text, $0.to.text, $0.to.text] }
            + world.accounts.rows.suffix(1).map(\.email.text)
        var known = values.mapValues { $0.map(JSON.string) }
        if let cursor { known["cursor"] = [cursor] }
        return known
    }

    /// What a control call's path may name, by the noun that it stands behind.
    private func known(noun: String) -> [String] {
        guard let world = player.world else { return [] }
        switch noun {
        case "worlds": return ["default", "b"]
        case "docs": return ReferenceTopic.allCases.map(\.rawValue)
        case "faults": return world.run.faults.map(\.id)
        case "requests": return world.journal.numbers.map { ["\($0.lowerBound)", "\($0.upperBound)"] } ?? []
        case "checkout": return world.domain.stripe.checkouts.rows.suffix(3).map(\.id)
        case "rentals": return world.domain.rentals.rows.suffix(3).map(\.id)
        case "setup": return world.domain.stripe.setups.rows.suffix(3).map(\.id)
        default:
            let invoices = world.domain.invoices.rows.suffix(4)
            return invoices.map(\.id) + invoices.map(\.stripeInvoiceId)
        }
    }

    // MARK: Control calls

    /// Calls that throw away much of what has come about are made less often.
    private static let sweeping: Set<ControlCall> = [.reset, .dropWorld, .putScenario, .importState]

    mutating func control() -> LifeStep {
        var call = fresh(ControlCall.allCases, \.rawValue, or: .health)
        if RandomLife.sweeping.contains(call), !draw.oneIn(4) { call = draw.pick(ControlCall.allCases) ?? .health }
        return control(call)
    }

    private mutating func control(_ call: ControlCall) -> LifeStep {
        let words = call.row.path.split(separator: "/").map { word -> String in
            guard word.first == "{" else { return String(word) }
            let noun = call.row.path.split(separator: "/").first.map(String.init) ?? ""
            return PercentCoding.encoded(draw.pick(known(noun: noun)) ?? "none")
        }
        var step = LifeStep(
            call.row.method, "/__admin/" + words.joined(separator: "/") + query(call.queryShape),
            body(call.bodyShape) ?? document(call))
        if draw.oneIn(10) { step.target = "/@b" + step.target }
        if call == .streamRequests, draw.oneIn(2) {
            let number = draw.pick([0, 1, Int.max, -1]) ?? 0
            step.headers.append(HeaderField("Last-Event-ID", "\(number)"))
        }
        return step
    }

    /// The body of a call that has a reader of its own.
    private mutating func document(_ call: ControlCall) -> JSON? {
        switch call {
        case .putScenario: scenario()
        case .addFault, .replaceFault: fault()
        case .turnDials: draw.legal(.dials) { json throws(ProblemList) in _ = try Dials.read(json.bytes) }
        case .happen: draw.legal(.event) { json throws(ProblemList) in _ = try WorldChange.readEvents(json.bytes) }
        case .verify:
            draw.oneIn(2)
                ? nil
                : [
                    draw.legal(.expectation) { json throws(ProblemList) in
                        _ = try Expectation.readList(([json] as JSON).bytes)
                    }
                ]
        case .importState: changedState()
        default: nil
        }
    }

    mutating func fault() -> JSON {
        let taken = Set(player.world?.run.faults.map(\.id) ?? [])
        return draw.legal(.fault) { json throws(ProblemList) in
            _ = try Fault.read(json.bytes, takenIDs: taken)
        }.tamed
    }

    mutating func scenario() -> JSON {
        if draw.oneIn(6) { return ["name": "healthy"] }
        var document = draw.legal(.scenario) { json throws(ProblemList) in
            _ = try Scenario.read(json.bytes, source: "life", defaultName: "life")
        }
        // An example is for `check`, and says nothing to a server.
        if case .object(var object) = document {
            object["example"] = nil
            document = .object(object)
        }
        return document.tamed
    }

    mutating func time() -> LifeStep {
        let span = draw.pick([
            "1ms", "999ms", "5s", "44s", "45s", "59s", "1m", "7m", "59m", "1h", "23h", "6d", "31d",
        ])
        return LifeStep(.post, "/__admin/clock/advance", ["by": .string(span ?? "1s")])
    }

    // MARK: Outside actors

    mutating func settlement() -> LifeStep {
        control(
            draw.pick([.settleCheckout, .settleSetup, .settleInvoice, .settleInvoice, .settleRental]) ?? .settleInvoice)
    }

    mutating func page() -> LifeStep {
        if let form, draw.oneIn(2) {
            var step = LifeStep(.post, form.target)
            step.body = form.press(&draw)
            step.headers.append(HeaderField("Content-Type", "application/x-www-form-urlencoded"))
            return step
        }
        let pages = [("checkout", "checkout"), ("setup", "setup"), ("invoices", "invoices")].flatMap { noun, path in
            known(noun: noun).map { "/__stripe/\(path)/\($0)" }
        }
        return LifeStep(
            .get, draw.pick(links + links.suffix(2) + links.suffix(1) + pages + ["/login", "/app"]) ?? "/app")
    }

    mutating func webhook() -> LifeStep {
        let type = draw.pick([
            "invoice.paid", "invoice.voided", "invoice.marked_uncollectible", "checkout.session.completed",
            "payment_intent.succeeded", "setup_intent.succeeded", "customer.created",
        ])
        let things = known(noun: "invoices") + known(noun: "checkout") + known(noun: "setup") + ["other"]
        let world = player.world?.domain
        let object: JSON = [
            "id": .string(draw.pick(things) ?? ""),
            "amount": draw.pick([0, 1, 50_000, 100_000_000, -1, .decimal("1.5")] as [JSON]) ?? 0,
            "metadata": ["user_id": .string(draw.pick(world?.accounts.rows.map(\.id) ?? []) ?? "")],
            "payment_intent": .string("pi_\(draw.below(20))"),
            "payment_method": [
                "card": ["exp_year": draw.pick([.integer(.max), .integer(.min), 2030, "x"] as [JSON]) ?? 0]
            ],
        ]
        let event: JSON = [
            "id": .string("evt_\(draw.below(500))"), "type": .string(type ?? ""), "data": ["object": object],
        ]
        let signature = StripeSignature.sign(
            event.bytes, secret: world?.settings.webhookSecret ?? "whsec_test",
            at: player.world?.now ?? Limits.virtualStart)
        var step = LifeStep(.post, "/v1/webhooks/stripe", event)
        step.headers.append(HeaderField("Stripe-Signature", signature))
        return step
    }

    // MARK: States

    private static let oddNumbers = [
        -1, 0, 1, 1_000_000, 253_402_300_799_999, 1_000_000_000_000_000, Int.max, Int.min,
    ]

    /// The state as it is, or with one of its values another.
    mutating func changedState() -> JSON {
        var copy = player
        let state = copy.take(LifeStep(.get, "/__admin/state")).reply.json
        if draw.oneIn(4) { return state }
        let numbers = state.numberPaths()
        if draw.oneIn(2), let path = draw.pick(numbers), let number = draw.pick(RandomLife.oddNumbers) {
            let near = (state.value(at: path)?.integer ?? 0).saturatingSum(draw.pick([-1, 1]) ?? 1)
            return state.setting(path, to: .integer(draw.oneIn(2) ? near : number))
        }
        let leaves = state.leafPaths()
        guard let path = draw.pick(leaves), let value = state.value(at: path) else { return state }
        switch (draw.below(3), value) {
        case (0, .string), (0, .null):
            // Another text of the same document: an id of something else, another moment.
            let texts = leaves.compactMap { state.value(at: $0)?.string }
            return state.setting(path, to: draw.pick(texts).map(JSON.string) ?? nil)
        case (0, .bool(let flag)): return state.setting(path, to: .bool(!flag))
        case (1, .array(let elements)): return state.setting(path, to: .array(elements + elements.suffix(1)))
        case (1, _): return state.setting(path, to: nil)
        default: return state.removing(path)
        }
    }
}

extension JSON {
    /// With less money and shorter jumps: each cent of a wallet may become a row of its ledger, and a life is to be long
    /// in steps, not in rows.
    var tamed: JSON {
        switch self {
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { key, value in
                        switch (key, value) {
                        case ("balanceCents", .integer(let cents)): (key, .integer(min(cents, 50_000)))
                        case ("step", .string), ("delay", .string), ("bodyDelay", .string), ("p50", _), ("p95", _),
                            ("p99", _):
                            (key, RandomLife.isLong(value) ? "1d" : value)
                        default: (key, value.tamed)
                        }
                    }))
        case .array(let elements): .array(elements.map(\.tamed))
        default: self
        }
    }
}

extension RandomLife {
    fileprivate static func isLong(_ value: JSON) -> Bool {
        let text = value.string ?? ""
        return text.contains("3650d") || (Span(duration: text) ?? .zero) > .days(31)
    }
}
