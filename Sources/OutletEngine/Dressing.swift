import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// What every answer of the API carries beside its own fields: who answered, the session's cookie and budget, and what
/// a browser needs to let a page read it. Injected and refused answers are dressed like any other.
struct Dressing {
    private let request: Request
    private let target: RequestTarget
    private let house: House

    init(_ request: Request, _ target: RequestTarget, _ house: House) {
        self.request = request
        self.target = target
        self.house = house
    }

    func dress(_ answer: inout LivingWorld.Answer, _ exchange: Exchange, in world: LivingWorld) {
        answer.response.dateUnixSeconds = world.now.unixSeconds
        answer.response.set("X-Request-Id", requestId(exchange, in: world))
        answer.response.set("X-Mock-World", world.name)
        answer.response.set("X-Mock-Request", String(exchange.number))
        if let fault = exchange.fault { answer.response.set("X-Mock-Fault-Id", fault) }
        addBudget(to: &answer, exchange, in: world)
        addCookie(to: &answer)
        Dressing.addCrossOrigin(to: &answer.response, request, house)
    }

    /// A sane value of the client's own is echoed; otherwise the world makes one.
    private func requestId(_ exchange: Exchange, in world: LivingWorld) -> String {
        if let given = request.header("x-request-id"), Dressing.isSane(given) { return given }
        return ResourceKind.request.id(seed: world.run.seed, ordinal: exchange.number, at: exchange.at)
    }

    static func isSane(_ requestId: String) -> Bool {
        (1...128).contains(requestId.utf8.count) && requestId.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private func addBudget(to answer: inout LivingWorld.Answer, _ exchange: Exchange, in world: LivingWorld) {
        guard let sid = exchange.sid, var budget = world.domain.rateHeaders(sid) else { return }
        if let claimed = answer.claimedReset {
            budget.remaining = 0
            budget.resetsAt = claimed
        }
        answer.response.set("X-RateLimit-Limit", String(budget.limit))
        answer.response.set("X-RateLimit-Remaining", String(budget.remaining))
        answer.response.set("X-RateLimit-Reset", String(budget.resetUnixSeconds))
    }

    private func addCookie(to answer: inout LivingWorld.Answer) {
        let value: String
        let maximumAge: Span
        switch answer.cookie ?? answer.admitted.map(LivingWorld.Answer.SentCookie.set) {
        case .set(let sid): (value, maximumAge) = (sid, Limits.sessionLife)
        case .clear: (value, maximumAge) = ("", .zero)
        case nil: return
        }
        answer.response.set(
            "Set-Cookie",
            Cookies.line(
                Cookies.session, value, path: target.cookiePath, isSecure: house.isSecure(request),
                maximumAge: maximumAge))
    }

    /// What lets a page of an allowed origin read the answer, with its cookies (Fetch standard, CORS protocol).
    static func addCrossOrigin(to response: inout Response, _ request: Request, _ house: House) {
        guard let origin = request.header("origin"), house.origins.admits(origin, host: request.header("host")) else {
            return
        }
        response.set("Access-Control-Allow-Origin", origin)
        response.set("Access-Control-Allow-Credentials", "true")
        response.set("Access-Control-Expose-Headers", exposed)
        response.set("Vary", "Origin")
    }

    /// The answer to a page's question whether it may send a request. It is no exchange: no number, no journal entry.
    static func preflight(_ request: Request, _ house: House, allowed: [Method]) -> Response {
        var response = Response(status: 204)
        addCrossOrigin(to: &response, request, house)
        if response.header("access-control-allow-origin") != nil {
            if let method = request.header("access-control-request-method") {
                response.set("Access-Control-Allow-Methods", method)
            }
            if let headers = request.header("access-control-request-headers") {
                response.set("Access-Control-Allow-Headers", headers)
            }
            response.set("Access-Control-Max-Age", "600")
        }
        if !allowed.isEmpty { response.set("Allow", LivingWorld.allowField(allowed)) }
        return response
    }

    private static let exposed =
        "Retry-After, X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Mock-Request, "
        + "X-Mock-Fault-Id, X-Mock-World"
}
