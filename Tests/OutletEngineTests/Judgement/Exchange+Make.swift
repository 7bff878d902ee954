import OutletContract
import OutletScenarios
import OutletWire

@testable import OutletEngine

extension Exchange {
    /// An exchange with every fact defaulted: a granted `createRental` of one H100 by the user `dev`, on a virtual
    /// clock.
    static func make(
        _ number: Int, seconds: Double = 0, operation: Operation? = .createRental, path: String? = nil,
        query: String = "", body: JSON? = ["familyId": "h100-80gb", "gpuCount": 1], user: String? = "dev@example.com",
        sid: String? = "dev", status: Int = 200, error: ErrorCode? = nil, retryAfter: Int? = nil,
        answer: JSON = [:], ending: Delivery.Ending = .complete, isCommitted: Bool = false,
        origin: Exchange.Origin = .natural, delay: Span = .zero, liveSpeed: Double? = nil, fired: [String] = [],
        budgetLeft: Int? = nil
    ) -> Exchange {
        let method = operation?.method ?? .get
        let target = path ?? operation?.path ?? "/v1/nowhere"
        let isBodiless = method == .get || method == .delete
        var course = Exchange.Course(route: operation.map { Route($0) })
        course.subject = operation.flatMap { body?.subject(of: $0) }
        course.isCommitted = isCommitted
        if origin == .injected {
            let said = "error=\((error ?? .internalError).wireName); force=true"
            course.decision = FaultDecision(answering: try? Fault.readHeader(said, for: operation ?? .createRental))
        }
        course.decision.delay = delay
        course.decision.matches = fired.map { FaultMatch(faultID: $0, n: 1, firedBefore: 0, fired: true) }
        var response = Response(status: error?.status ?? status, json: answer)
        if let retryAfter { response.set("Retry-After", retryAfter) }
        if let budgetLeft { response.set("X-RateLimit-Remaining", budgetLeft) }
        let realNanoseconds = liveSpeed == nil ? 0 : Int64(seconds * 1e9)
        let arrival = Exchange.Arrival(
            number: number, at: Limits.virtualStart + .milliseconds(Int(seconds * 1000)),
            nanoseconds: Int64(number) * 20_000_000 + realNanoseconds)
        let request = Request(
            method: method, target: query.isEmpty ? target : "\(target)?\(query)",
            body: isBodiless ? [] : body?.bytes ?? [])
        let caller = user.flatMap { user in sid.map { Caller(sid: $0, email: user, place: 0) } }
        return Exchange(
            arrival, request, RequestTarget(request), caller, course, response, Delivery(ending: ending),
            error: error.map(RefusalCode.api),
            told: retryAfter.map(Span.seconds), liveSpeed: liveSpeed)
    }
}
