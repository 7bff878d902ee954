import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The walk: one request of the API through one world, in the order that the contract fixes.
///
///     world → control plane → preflight → route → faults → maintenance → origin → session → rate limit → body → domain
///
/// `Engine` does the first three. The changes that faults make to the world happen right after the faults are matched.
/// Faults read the session and the body but do not touch them, so an injected answer neither extends the session nor
/// uses its budget. Errors thrown by the operation, injected by a fault or raised by the walk itself all become a
/// response in one place, `ErrorBody.response`; the headers that every answer carries are added in one place,
/// `CommonHeaders`.
extension World {
    mutating func walk(_ request: Request, _ target: RequestTarget, at host: HostTime, _ context: EngineContext)
        -> Reply
    {
        context.configuration.observer?.begins(name, target.subject, journal.nextNumber)
        var call = begin(request, target, at: host, context)
        var answer: Answer
        switch target.match {
        case .unknown:
            answer = Answer(refusal: .notFound("There is no \(target.path) in this API"))
        case .wrongMethod(let allowed):
            answer = Answer(refusal: .wrongMethod(request.method, target.path, allowed: allowed))
            answer.response.set("Allow", World.allowField(allowed))
        case .found(let operation, let parameters):
            answer = answerWithFaults(Route(operation, parameters), &call)
        }
        let broken = domain.brokenInvariant
        if let broken { answer = Answer(refusal: .closed(name, broken)) }
        let reply = deliver(answer, call)
        if let broken { complaint = complaint(about: broken) }
        return reply
    }

    /// Walks a request of which only the head has arrived, if a fault ends its connection `early`; otherwise returns
    /// nil and does no more than advance the world.
    mutating func walk(
        head: Request, _ target: RequestTarget, at host: HostTime, _ context: EngineContext
    ) -> Reply? {
        guard domain.brokenInvariant == nil, case .found(let operation, let parameters) = target.match else {
            return nil
        }
        let header: Fault?
        do throws(Refusal) {
            header = try headerFault(target, operation)
        } catch {
            return nil
        }
        var call = begin(head, target, at: host, context)
        call.header = header
        let route = Route(operation, parameters)
        guard let decision = earlyEnd(route, call) else { return nil }
        call.trace.route = route
        call.trace.decision = decision
        return deliver(Answer(Response(status: 0)), call)
    }

    /// Advances the world to the moment at which a request arrived and creates its context.
    private mutating func begin(
        _ request: Request, _ target: RequestTarget, at host: HostTime, _ context: EngineContext
    ) -> RequestContext {
        advance(wall: host.wall)
        let arrival = Exchange.Arrival(
            number: journal.nextNumber, at: now, nanoseconds: host.monotonicNanoseconds, phase: run.phase,
            waitsAreReal: waitsAreReal)
        return RequestContext(
            request: request, target: target, engine: context, arrival: arrival, wall: host.wall,
            clientNow: clock.mode == .live ? host.wall : nil, caller: caller(target))
    }

    /// An answer, and what the journal records about it.
    struct Answer: ~Copyable {
        var response: Response
        var error: RefusalCode?
        /// How long it tells the client to wait.
        var told: RetryAfter?
        /// The session id if the caller was admitted: the session has been extended, and its cookie is sent again.
        var admitted: String?
        /// The session cookie that replaces the one `admitted` would send, on sign-in and sign-out.
        var cookie: SentValue?
        /// What to do with the cookie that holds the OAuth state during a sign-in.
        var oauthState: SentValue?
        /// The scenario's headers, which override any others.
        var overrides: [FaultAnswer.HeaderOverride] = []
        /// The change to apply once the answer has all its headers.
        var change: AnswerChange?
        /// The window's end that an injected `rate_limited` claims.
        var claimedReset: Instant?

        /// What to do with a cookie.
        enum SentValue {
            case set(String)
            case clear
        }

        init(_ response: Response) { self.response = response }

        init(refusal: Refusal) {
            response = refusal.response
            error = refusal.code
            told = refusal.retryAfterSeconds.map { .span(.seconds($0)) }
        }
    }

    /// Asks the faults first; if none answers, the healthy domain does.
    private mutating func answerWithFaults(_ route: Route, _ call: inout RequestContext) -> Answer {
        call.trace.route = route
        do throws(Refusal) {
            call.header = try headerFault(call.target, route.operation)
        } catch {
            return Answer(refusal: error)
        }
        // Ignores the body even if it has arrived: the outcome must not depend on how the bytes were split.
        if run.endsEarly(route.operation) || call.header?.endsEarly == true, let decision = earlyEnd(route, call) {
            call.trace.decision = decision
            return Answer(Response(status: 0))
        }
        call.body = bodyRead(route.operation, call.request)
        if route.operation.namesSubject { call.trace.subject = call.body?.json?.subject(of: route.operation) }
        if call.header != nil || run.hasFaults(on: route.operation) {
            call.trace.decision = run.decide(faultCall(route, call), header: call.header, sinceStart: elapsed)
        }
        let staleness = touchWorld(call.trace.decision, route.operation, call, isRead: route.operation.isPlainRead)
        guard let injected = call.trace.decision.answer else { return naturalAnswer(route, &call, staleness) }
        var answer =
            injected.runsOperation ? naturalAnswer(route, &call, staleness) : Answer(Response(status: 0))
        switch injected.content {
        case .ownAnswer: break
        case .changedAnswer(let change): answer.change = change
        case .error(let error):
            let seconds = call.trace.decision.waitSeconds(seed: run.seed, sinceStart: elapsed)
            answer = Answer(injecting: error, waiting: seconds, at: now)
        case .response(let response): answer = Answer(injecting: response)
        }
        return answer
    }

    /// Applies the changes that the fired faults make to the world.
    ///
    /// - Parameter isRead: whether nothing else will change the world.
    /// - Returns: how far in the past the call sees the world; nil for the present.
    mutating func touchWorld(
        _ decision: FaultDecision, _ operation: Operation, _ call: borrowing RequestContext, isRead: Bool
    ) -> Span? {
        var staleness: Span?
        var isRead = isRead
        for fault in run.faultsTouchingWorld(in: decision, on: operation, header: call.header) {
            staleness = fault.staleness ?? staleness
            guard let change = fault.change else { continue }
            apply(change, caller: call.caller.flatMap { EmailAddress($0.email) })
            isRead = false
        }
        history?.isCurrent = isRead
        return staleness
    }

    /// The body as JSON, if faults or judgements look at it. The operation itself reads it late, after all other
    /// checks.
    private mutating func bodyRead(_ operation: Operation, _ request: Request) -> BodyRead? {
        guard !request.body.isEmpty, operation.namesSubject || run.needs(for: operation).contains(.body) else {
            return nil
        }
        return recentBody.read(request)
    }

    /// Checks maintenance, origin, session, rate limit and body, and performs the operation.
    private mutating func naturalAnswer(_ route: Route, _ call: inout RequestContext, _ staleness: Span?) -> Answer {
        do throws(APIError) {
            if let maintenance = domain.settings.maintenance {
                throw APIError(.maintenance, retryAfterSeconds: maintenance.retryAfterSeconds)
            }
            try checkOrigin(of: call, for: route.operation)
            if route.operation.needsSession {
                call.admission = try domain.admit(call.caller?.sid, hint: call.caller?.index)
            }
            var answer = try perform(route.operation, call, staleness: staleness)
            if answer.cookie == nil { answer.admitted = call.admission?.sid }
            call.trace.tookEffect = answer.error == nil
            return answer
        } catch {
            var answer = Answer(refusal: Refusal(waitsAreReal ? error.inRealSeconds(speed: clock.speed) : error))
            answer.admitted = call.admission?.sid
            return answer
        }
    }

    /// Performs the operation on the world as it is, or as it was `staleness` ago. A caller without an account back
    /// then is unauthorized.
    private mutating func perform(
        _ operation: Operation, _ call: borrowing RequestContext, staleness: Span?
    ) throws(APIError) -> Answer {
        guard let staleness, operation.isPlainRead, var past = history?.world(at: now - staleness) else {
            return try perform(operation, call)
        }
        if let user = call.admission?.user, user.index >= past.accounts.count { throw APIError(.unauthorized) }
        swap(&domain, &past)
        defer { swap(&domain, &past) }
        return try perform(operation, call)
    }

    private func checkOrigin(of call: borrowing RequestContext, for operation: Operation) throws(APIError) {
        guard let origin = call.target.origin, operation.isMutating, operation != .stripeWebhook else { return }
        guard call.engine.origins.admits(origin, call.request) else {
            throw APIError(.forbidden, message: "Pages of \(origin) may not call this API")
        }
    }

    /// Adds the common headers, decides the delivery, advances a virtual clock, and journals the exchange.
    private mutating func deliver(_ answer: consuming Answer, _ call: borrowing RequestContext) -> Reply {
        var facts = CommonHeaders.Facts(
            naming: naming, seed: run.seed, now: now, budget: rateStatus(of: call.caller))
        if let session = answer.cookie ?? answer.admitted.map(Answer.SentValue.set) {
            facts.sessionCookie = newestCookie.field(
                for: SentCookie(Cookies.session, session, life: Limits.sessionLife, answering: call))
        }
        if let state = answer.oauthState {
            var newest = SentCookie.Newest()
            facts.oauthCookie = newest.field(
                for: SentCookie(Cookies.oauthState, state, life: Limits.codeLife, answering: call))
        }
        CommonHeaders.add(to: &answer, call, facts)
        let sending = send(answer, call)
        let exchange = Exchange(call, answer, sending)
        journal.append(exchange)
        traffic.count(exchange, wall: call.wall)
        let logLine = call.engine.configuration.logForm.map { LogLine.line($0, exchange, world: name, wall: call.wall) }
        let deliveryID = DeliveryID(world: ordinal, era: journal.era, number: exchange.number)
        return Reply(answer.response, delivery: sending.delivery, deliveryID: deliveryID, logLine: logLine)
    }

    /// Decides how an answer is delivered. A virtual clock advances by the answer's delays instead of waiting.
    private mutating func send(_ answer: borrowing Answer, _ call: borrowing RequestContext) -> Exchange.Sending {
        var delivery = Delivery(bytesPerSecond: call.trace.decision.dripBytesPerSecond)
        if let injected = call.trace.decision.answer { delivery.ending = injected.ending }
        let delay = call.trace.decision.delay
        var bodyDelay = call.trace.decision.bodyDelay
        if bodyDelay > .zero, !delivery.sendsResponse || !answer.response.hasBody(answering: call.request.method) {
            bodyDelay = .zero
        }
        var liveSpeed: Double?
        if clock.mode == .virtual {
            clock.advance(by: delay + bodyDelay + (scenario.clock.step ?? .zero))
            // The end of a connection does not wait, either.
            if case .last = delivery.ending { delivery.ending = .last() }
        } else {
            delivery.delayMilliseconds = delay.milliseconds
            delivery.bodyDelayMilliseconds = bodyDelay.milliseconds
            liveSpeed = clock.speed
        }
        return Exchange.Sending(delivery: delivery, bodyDelay: bodyDelay, liveSpeed: liveSpeed)
    }

    private func complaint(about broken: Invariant) -> String? {
        guard let exchange = journal[number: journal.total] else { return nil }
        let what = Refusal.closed(name, broken).complaint ?? ""
        return "\(what); seen at request \(exchange.number), \(LogLine.text(exchange, world: name, wall: seenAt))"
    }

    static func allowField(_ methods: [Method]) -> String {
        var names = methods.map(\.name)
        if methods.contains(.get) { names.append(Method.head.name) }
        return (names + [Method.options.name]).joined(separator: ", ")
    }
}
