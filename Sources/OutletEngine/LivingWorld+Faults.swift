import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// What the walk asks of the scenario's faults, and what it makes of their answers.
extension LivingWorld {
    struct Caller {
        var sid: String
        var email: String
    }

    /// The first session of the request's cookies that is valid in this world. Looking changes nothing.
    func caller(of request: Request) -> Caller? {
        for sid in Cookies.values(of: Cookies.session, in: request) {
            guard let session = domain.session(sid) else { continue }
            return Caller(sid: sid, email: domain[session.user].email.text)
        }
        return nil
    }

    /// The facts that faults on this operation look at, and no others: a body that no fault looks into is not parsed.
    func faultCall(_ route: Route, _ exchange: Exchange) -> FaultCall {
        let needs = run.needs(for: route.operation)
        var call = FaultCall(route.operation, user: exchange.user, path: route.parameters)
        if needs.contains(.headers) { call.headers = exchange.request.headerFields }
        if needs.contains(.query) { call.query = PercentCoding.pairs(exchange.query) }
        if needs.contains(.body), let body = try? JSON.parse(exchange.request.body) { call.body = .json(body) }
        return call
    }

    /// The fault that came with the request itself, in `X-Mock-Fault`.
    func headerFault(_ request: Request, _ operation: Operation) throws(Refusal) -> Fault? {
        guard let text = request.header("x-mock-fault") else { return nil }
        do throws(ProblemList) {
            return try Fault.readHeader(text, for: operation)
        } catch {
            throw Refusal(.badMockHeader, "X-Mock-Fault: \(error.sentences)")
        }
    }
}

extension Exchange {
    /// Writes down what the faults decided: who answers, who slows, and by how much.
    mutating func note(_ decision: FaultDecision) {
        matches = decision.matches
        delay = decision.delay
        delivery.bytesPerSecond = decision.dripBytesPerSecond
        fault = decision.answeredBy
        origin = decision.answer == nil || decision.answer?.content == .ownAnswer ? .natural : .injected
    }
}

extension LivingWorld.Answer {
    /// One of the catalogue's errors, said by a fault.
    init(injecting error: FaultAnswer.InjectedError, at now: Instant) {
        let refusal = Refusal(error.apiError)
        self.init(refusal: refusal)
        response.apply(error.headers)
        if error.code == .rateLimited, let seconds = refusal.retryAfterSeconds {
            claimedReset = now + .seconds(seconds)
        }
    }
}

extension Response {
    /// An answer outside the contract, said by a fault.
    init(injecting said: FaultAnswer.InjectedResponse) {
        switch said.body {
        case .none: self.init(status: said.status)
        case .json(let json): self.init(status: said.status, json: json)
        case .text(let text): self.init(status: said.status, text: text)
        }
        apply(said.headers)
    }

    /// Each override replaces the field of its name, or, without text, takes it out.
    fileprivate mutating func apply(_ overrides: [FaultAnswer.HeaderOverride]) {
        for override in overrides {
            headers.removeAll { $0.name.lowercased() == override.name.lowercased() }
            if let text = override.text { headers.append(HeaderField(override.name, text)) }
        }
    }
}
