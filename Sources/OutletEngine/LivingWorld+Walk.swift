import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The walk: one request of the API through one world, in the order that the contract fixes.
///
///     world → control plane → preflight → route → faults → maintenance → origin → session → rate limit → body → domain
///
/// The first two are behind us here (`Engine`). Faults look at the session and the body but touch neither, so an
/// injected answer slides no session and uses up no budget. What the operation throws, what a fault injects and what
/// the walk itself refuses all become a response in one place, `Refusal.response`; what every answer carries is put on
/// in one place, `Dressing`.
extension LivingWorld {
    mutating func walk(_ request: Request, _ target: RequestTarget, at host: HostTime, _ house: House) -> Reply {
        advance(wall: host.wall)
        var exchange = Exchange(
            number: journal.nextNumber, at: now, arrivedNanoseconds: host.monotonicNanoseconds, request: request,
            path: String(target.path), query: String(target.query))
        let caller = caller(of: request)
        exchange.sid = caller?.sid
        exchange.user = caller?.email
        var answer: Answer
        switch Route.match(request.method, target.path) {
        case .unknown:
            answer = Answer(refusal: .notFound("There is no \(target.path) in this API"))
        case .wrongMethod(let allowed):
            answer = Answer(refusal: .wrongMethod(request.method, target.path, allowed: allowed))
            answer.response.set("Allow", LivingWorld.allowField(allowed))
        case .found(let operation, let parameters):
            let route = Route(operation, parameters)
            exchange.route = route
            exchange.phase = run.phase
            answer = answerWithFaults(route, &exchange, target, house)
        }
        Dressing(request, target, house).dress(&answer, exchange, in: self)
        deliver(answer, &exchange, house, wall: host.wall)
        var reply = Reply(exchange.response, delivery: exchange.delivery)
        if let form = house.configuration.logForm { reply.logLine = LogLine.line(form, exchange, world: name) }
        return reply
    }

    /// An answer, and what of it the journal wants to know.
    struct Answer {
        var response: Response
        var error: String?
        /// Set where the caller was let in: the session has slid, and its cookie is sent again.
        var admitted: String?
        /// A cookie that replaces the one that `admitted` would send: signing in, signing out.
        var cookie: SentCookie?
        /// What an injected `rate_limited` claims about the window's end.
        var claimedReset: Instant?

        enum SentCookie {
            case set(String)
            case clear
        }

        init(_ response: Response, error: String? = nil) {
            self.response = response
            self.error = error
        }

        init(refusal: Refusal) {
            self.init(refusal.response, error: refusal.code)
        }
    }

    /// Asks the faults first; what none of them answers is the healthy domain's.
    private mutating func answerWithFaults(
        _ route: Route, _ exchange: inout Exchange, _ target: RequestTarget, _ house: House
    ) -> Answer {
        let header: Fault?
        do throws(Refusal) {
            header = try headerFault(exchange.request, route.operation)
        } catch {
            return Answer(refusal: error)
        }
        let decision = run.decide(faultCall(route, exchange), header: header, sinceStart: elapsed)
        exchange.note(decision)
        guard let injected = decision.answer else { return naturalAnswer(route, &exchange, target, house) }
        exchange.delivery.ending = injected.ending
        var natural: Answer?
        if injected.runsOperation {
            natural = naturalAnswer(route, &exchange, target, house)
            exchange.isCommitted = natural?.error == nil
        }
        switch injected.content {
        case .ownAnswer: return natural ?? Answer(Response(status: 0))
        case .error(let error): return Answer(injecting: error, at: now)
        case .response(let response): return Answer(Response(injecting: response))
        }
    }

    /// Maintenance, origin, session, rate limit, body, and the operation itself.
    private mutating func naturalAnswer(
        _ route: Route, _ exchange: inout Exchange, _ target: RequestTarget, _ house: House
    ) -> Answer {
        let request = exchange.request
        var admission: Admission?
        do throws(APIError) {
            if let maintenance = domain.settings.maintenance {
                throw APIError(.maintenance, retryAfterSeconds: maintenance.retryAfterSeconds)
            }
            try checkOrigin(of: request, for: route.operation, house)
            if route.operation.needsSession { admission = try domain.admit(exchange.sid) }
            var call = OperationCall(route, request, target, house, app: domain.settings.appUrl)
            call.caller = admission
            var answer = try perform(call)
            if answer.cookie == nil { answer.admitted = admission?.sid }
            return answer
        } catch {
            var answer = Answer(refusal: Refusal(error))
            answer.admitted = admission?.sid
            return answer
        }
    }

    private func checkOrigin(of request: Request, for operation: Operation, _ house: House) throws(APIError) {
        guard operation.isMutating, operation != .stripeWebhook, let origin = request.header("origin") else { return }
        guard house.origins.admits(origin, host: request.header("host")) else {
            throw APIError(.forbidden, message: "Pages of \(origin) may not call this API")
        }
    }

    /// Settles how the answer leaves, writes the exchange down, and moves a virtual clock.
    private mutating func deliver(_ answer: Answer, _ exchange: inout Exchange, _ house: House, wall: Instant) {
        exchange.response = answer.response
        exchange.error = exchange.answered ? answer.error : nil
        if clock.mode == .virtual {
            exchange.delivery.delayMilliseconds = 0
            clock.advance(by: exchange.delay + (scenario.clock.step ?? .zero))
        } else {
            exchange.delivery.delayMilliseconds = exchange.delay.milliseconds
            exchange.liveSpeed = clock.speed
        }
        journal.append(exchange)
    }

    static func allowField(_ methods: [Method]) -> String {
        var names = methods.map(\.name)
        if methods.contains(.get) { names.append(Method.head.name) }
        return (names + [Method.options.name]).joined(separator: ", ")
    }
}
