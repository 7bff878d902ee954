import OutletContract
import OutletScenarios
import OutletWire

@testable import OutletEngine

extension Exchange {
    private static let engine = EngineContext(EngineConfiguration())

    /// An exchange with every fact defaulted: a granted `createRental` of one H100 by the user `dev`, on a virtual
    /// clock.
    static func make(
        _ number: Int, seconds: Double = 0, operation: Operation? = .createRental, path: String? = nil,
        query: String = "", body: JSON? = ["familyId": "h100-80gb", "gpuCount": 1], user: String? = "dev@example.com",
        sid: String? = "dev", status: Int = 200, error: ErrorCode? = nil, retryAfter: Int? = nil,
        answer: JSON = [:], ending: Delivery.Ending = .complete, isCommitted: Bool = false,
        origin: Exchange.Origin = .natural, delay: Span = .zero, liveSpeed: Double? = nil, fired: [String] = [],
        budgetLeft: Int? = nil, retryAt: String? = nil, agent: String? = nil, connection: Int = 0
    ) -> Exchange {
        let method = operation?.method ?? .get
        let target = path ?? operation?.path ?? "/v1/nowhere"
        let isBodiless = method == .get || method == .delete
        var trace = Exchange.Trace(route: operation.map { Route($0) })
        trace.subject = operation.flatMap { body?.subject(of: $0) }
        trace.tookEffect = isCommitted || (origin == .natural && ending == .complete && error == nil && status < 400)
        if origin == .injected {
            let said = "error=\((error ?? .internalError).wireName); force=true"
            trace.decision = FaultDecision(answering: try? Fault.readHeader(said, for: operation ?? .createRental))
        }
        trace.decision.delay = delay
        trace.decision.matches = fired.map { FaultMatch(faultID: $0, n: 1, firedBefore: 0, fired: true) }
        var response = Response(status: error?.status ?? status, json: answer)
        if let retryAfter { response.set("Retry-After", retryAfter) }
        if let retryAt { response.set("Retry-After", retryAt) }
        if let budgetLeft { response.set("X-RateLimit-Remaining", budgetLeft) }
        let realNanoseconds = liveSpeed == nil ? 0 : Int64(seconds * 1e9)
        let arrival = Exchange.Arrival(
            number: number, at: Limits.virtualStart + .milliseconds(Int(seconds * 1000)),
            nanoseconds: Int64(number) * 20_000_000 + realNanoseconds)
        var request = Request(
            method: method, target: query.isEmpty ? target : "\(target)?\(query)",
            headers: agent.map { [HeaderField("User-Agent", $0)] } ?? [], body: isBodiless ? [] : body?.bytes ?? [])
        request.connection = connection
        // Under a virtual clock nobody waits.
        let delivery = Delivery(delayMilliseconds: liveSpeed == nil ? 0 : delay.milliseconds, ending: ending)
        let caller = user.flatMap { user in sid.map { Caller(sid: $0, email: user, index: 0) } }
        let call = RequestContext(
            request: request, target: RequestTarget(request), engine: engine, arrival: arrival, wall: arrival.at,
            caller: caller, trace: trace)
        var said = World.Answer(response)
        said.error = error.map(RefusalCode.api)
        said.told = response.header("Retry-After").flatMap(RetryAfter.init)
        return Exchange(call, said, Exchange.Sending(delivery: delivery, liveSpeed: liveSpeed))
    }

    /// The same when the way of its answer is over: the client left after so many seconds, or else it is all sent.
    func ended(leftAfter seconds: Double? = nil) -> Exchange {
        let waited = seconds ?? Double(delay.milliseconds) / 1000
        let span = Span.milliseconds(Int(waited * (liveSpeed ?? 1) * 1000))
        let isWhole = seconds == nil && delivery.ending == .complete
        return Exchange(
            self,
            end: Exchange.End(
                deliveryState: isWhole ? .delivered : .lost, at: at + span,
                nanoseconds: arrivedNanoseconds + Int64(waited * 1e9), leftAfter: seconds.map { _ in span }))
    }
}
