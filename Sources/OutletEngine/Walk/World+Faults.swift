import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// How the walk consults the scenario's faults and uses their answers.
extension World {
    /// The caller of the first named session that is valid in this world. The lookup has no visible effect.
    mutating func caller(_ target: RequestTarget) -> Caller? {
        for sid in target.sids {
            let known = recentCaller.flatMap { $0.sid == sid ? $0 : nil }
            guard let index = domain.sessions.validIndex(of: sid, at: domain.now, hint: known?.index) else { continue }
            if let known, known.index == index { return known }
            let caller = Caller(sid: sid, email: domain.email(of: domain.sessions.user(at: index)), index: index)
            recentCaller = caller
            return caller
        }
        return nil
    }

    /// The caller's request budget as it stands now; nil once the session is over.
    func rateStatus(of caller: Caller?) -> RateStatus? {
        guard let caller,
            let index = domain.sessions.validIndex(of: caller.sid, at: domain.now, hint: caller.index)
        else { return nil }
        return domain.sessions.rate(at: index, now: domain.now, domain.settings.requestLimits)
    }

    /// Gathers only the facts that faults on this operation look at: a body that no fault looks at is not parsed.
    func faultCall(_ route: Route, _ asked: borrowing RequestContext) -> FaultCall {
        let needs = run.needs(for: route.operation)
        var call = FaultCall(route.operation, user: asked.caller?.email, path: route.parameters)
        if asked.request.connection > 0 { call.connection = asked.request.connection }
        if needs.contains(.session) { call.session = asked.caller?.sid }
        if needs.contains(.facts) { call.facts = faultFacts(route, asked.caller) }
        if needs.contains(.headers) { call.headers = asked.request.headerFields }
        if needs.contains(.query) { call.query = PercentCoding.pairs(asked.target.query) }
        if needs.contains(.body), let json = asked.body?.json { call.body = .json(json) }
        return call
    }

    /// Decides a request without its body. If a fault ends the connection `early`, applies the faults' changes and
    /// returns the decision; otherwise changes nothing and returns nil. A fault with a condition on the body does not
    /// match such a call.
    mutating func earlyEnd(_ route: Route, _ asked: borrowing RequestContext) -> FaultDecision? {
        var call = faultCall(route, asked)
        call.body = .gone
        var run = run
        let decision = run.decide(call, header: asked.header, sinceStart: elapsed)
        guard decision.answer?.ending == .early else { return nil }
        self.run = run
        _ = touchWorld(decision, route.operation, asked, isRead: true)
        return decision
    }

    /// The fault that came with the request itself, in `X-Mock-Fault`.
    func headerFault(_ target: RequestTarget, _ operation: Operation) throws(Refusal) -> Fault? {
        guard let text = target.mockFault else { return nil }
        do throws(ProblemList) {
            return try Fault.readHeader(text, for: operation)
        } catch {
            throw Refusal(.badMockHeader, "X-Mock-Fault: \(error.sentences)")
        }
    }
}

extension World.Answer {
    /// One of the catalogue's errors, injected by a fault.
    ///
    /// - Parameter seconds: the wait that the fault announces, if it computes it for each answer.
    init(injecting said: FaultAnswer.InjectedError, waiting seconds: Int?, at now: Instant) {
        response = seconds.map { said.response(waiting: $0, at: now) } ?? said.response
        error = .api(said.code)
        overrides = said.headers
        told = seconds == nil ? said.told : response.retryAfter
        guard said.code == .rateLimited else { return }
        switch told {
        case .span(let span)?: claimedReset = now + span
        case .date(let date)?: claimedReset = date
        case nil: claimedReset = said.apiError.retryAfterSeconds.map { now + .seconds($0) }
        }
    }

    /// An answer outside the contract, injected by a fault.
    init(injecting said: FaultAnswer.InjectedResponse) {
        response = said.response
        overrides = said.headers
        told = said.told
    }

    /// Changes an answer that has all its headers, and updates `told` and `error` to match.
    mutating func alter(by change: AnswerChange) {
        change.apply(to: &response)
        if change.headers.contains(where: { $0.name.lowercased() == "retry-after" }) { told = response.retryAfter }
        guard change.changesBody, error != nil, let json = try? JSON.parse(response.body) else { return }
        let code = json["error"]?.string
        if code != error?.wireName { error = code.flatMap(ErrorCode.init(rawValue:)).map(RefusalCode.api) }
    }
}
