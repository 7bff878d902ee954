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
        var exchange = Exchange(
            number: number, at: Limits.virtualStart + .milliseconds(Int(seconds * 1000)),
            arrivedNanoseconds: Int64(number) * 20_000_000 + (liveSpeed == nil ? 0 : Int64(seconds * 1e9)),
            request: Request(
                method: method, target: target, headers: [], body: isBodiless ? [] : body?.bytes ?? []),
            path: target, query: query)
        exchange.route = operation.map { Route($0) }
        exchange.user = user
        exchange.sid = sid
        var response = Response(status: error?.status ?? status, json: answer)
        if let retryAfter { response.headers.append(HeaderField("Retry-After", "\(retryAfter)")) }
        if let budgetLeft { response.headers.append(HeaderField("X-RateLimit-Remaining", "\(budgetLeft)")) }
        exchange.response = response
        exchange.delivery.ending = ending
        exchange.error = exchange.answered ? error?.wireName : nil
        exchange.isCommitted = isCommitted
        exchange.origin = origin
        exchange.delay = delay
        exchange.liveSpeed = liveSpeed
        exchange.matches = fired.map { FaultMatch(faultID: $0, n: 1, firedBefore: 0, fired: true) }
        return exchange
    }
}
