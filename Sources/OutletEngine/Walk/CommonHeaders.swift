import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The headers that every API answer carries besides its own: who answered, the session's cookie and request budget,
/// and what a browser needs to let a page read it. Injected answers and refusals carry them too.
enum CommonHeaders {
    static func add(to answer: inout World.Answer, _ call: borrowing RequestContext, _ facts: Facts) {
        answer.response.dateUnixSeconds = facts.now.unixSeconds
        let target = call.target
        let number = call.arrival.number
        let fault = call.trace.decision.answeredBy
        answer.response.block.append { fields in
            if let given = target.requestId {
                fields.addField("X-Request-Id", given)
            } else {
                fields.addField("X-Request-Id") {
                    ResourceKind.request.write(seed: facts.seed, ordinal: number, at: facts.now, into: &$0)
                }
            }
            fields.addFields(of: facts.naming)
            fields.addField("X-Mock-Request", number)
            if let fault { fields.addField("X-Mock-Fault-Id", fault) }
            if let budget = facts.budget { add(budget, claimedReset: answer.claimedReset, to: &fields) }
            if let cookie = facts.oauthCookie { fields.addFields(of: cookie) }
            if let cookie = facts.sessionCookie { fields.addFields(of: cookie) }
        }
        if target.origin != nil { addCrossOrigin(to: &answer.response, call.request, call.engine) }
        answer.response.override(by: answer.overrides)
        if let change = answer.change { answer.alter(by: change) }
    }

    /// The headers that all answers of a world share while one scenario is in force.
    static func naming(world: String, scenario: String) -> HeaderBlock {
        var block = HeaderBlock()
        // Answers are private to a user: money, pods, sessions.
        block.append("Cache-Control", "no-store")
        block.append("X-Mock-World", world)
        block.append("X-Mock-Scenario", scenario)
        return block
    }

    /// The world's facts about the exchange.
    struct Facts {
        /// See `naming(world:scenario:)`.
        var naming: HeaderBlock
        var seed: Int
        var now: Instant
        /// The `Set-Cookie` fields.
        var oauthCookie: HeaderBlock?
        var sessionCookie: HeaderBlock?
        var budget: RateStatus?
    }

    /// - Parameters:
    ///   - claimedReset: the end of the window that an injected `rate_limited` claims.
    private static func add(_ budget: RateStatus, claimedReset: Instant?, to fields: inout ByteSink) {
        var budget = budget
        if let claimedReset {
            budget.remaining = 0
            budget.resetsAt = claimedReset
        }
        fields.addField("X-RateLimit-Limit", budget.limit)
        fields.addField("X-RateLimit-Remaining", budget.remaining)
        fields.addField("X-RateLimit-Reset", budget.resetUnixSeconds)
    }

    /// Adds what lets a page of an allowed origin read the answer, with its cookies (Fetch standard, CORS protocol).
    static func addCrossOrigin(to response: inout Response, _ request: Request, _ context: EngineContext) {
        guard let origin = request.header("origin"), context.origins.admits(origin, request) else { return }
        response.set("Access-Control-Allow-Origin", origin)
        response.set("Access-Control-Allow-Credentials", "true")
        response.set("Access-Control-Expose-Headers", exposed)
        response.set("Vary", "Origin")
    }

    /// Answers a CORS preflight. It is not an exchange: it has no number and no journal entry.
    static func preflight(_ request: Request, _ context: EngineContext, allowed: [Method]) -> Response {
        var response = Response(status: 204)
        addCrossOrigin(to: &response, request, context)
        if response.header("access-control-allow-origin") != nil {
            if let method = request.header("access-control-request-method") {
                response.set("Access-Control-Allow-Methods", method)
            }
            if let headers = request.header("access-control-request-headers") {
                response.set("Access-Control-Allow-Headers", headers)
            }
            // A public page needs permission to call this machine (Private Network Access, §3.1.1).
            if request.header("access-control-request-private-network") == "true" {
                response.set("Access-Control-Allow-Private-Network", "true")
            }
            response.set("Access-Control-Max-Age", "600")
        }
        if !allowed.isEmpty { response.set("Allow", World.allowField(allowed)) }
        return response
    }

    private static let exposed =
        "Retry-After, X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Mock-Request, "
        + "X-Mock-Fault-Id, X-Mock-World, X-Mock-Scenario"
}
