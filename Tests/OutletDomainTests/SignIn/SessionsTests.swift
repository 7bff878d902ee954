import OutletContract
import Testing

@testable import OutletDomain

@Suite("The sessions of a provider")
struct SessionsTests {
    private static let start = Limits.virtualStart
    private static let user = UserID(index: 0)

    private static func sessions(_ sids: String...) -> Sessions {
        var sessions = Sessions()
        for sid in sids { sessions.open(sid, for: user, at: start) }
        return sessions
    }

    @Test("are found by their id, and by where they stood a moment ago")
    func finds() {
        let sessions = Self.sessions("a", "b")
        #expect(sessions.contains("b") && !sessions.contains("c"))
        for hint in [nil, 0, 1, 7] {
            #expect(sessions.validIndex(of: "b", at: Self.start, hint: hint) == 1)
            #expect(sessions.validIndex(of: "c", at: Self.start, hint: hint) == nil)
        }
        #expect(sessions.validIndex(of: "b", at: Self.start + Limits.sessionLife) == nil)
    }

    @Test("let a request in until the budget is used up, and then say how long to wait")
    func admits() throws {
        var sessions = Self.sessions("a")
        var limits = RequestLimits()
        limits.requestsPerMinute = 1
        let admission = try sessions.admit("a", at: Self.start + .seconds(1), limits)
        #expect(admission.user == Self.user && admission.rate.remaining == 0)
        #expect(admission.expiresAt == Self.start + .seconds(1) + Limits.sessionLife)
        let before = sessions
        let refusal = #expect(throws: APIError.self) { try sessions.admit("a", at: Self.start + .seconds(2), limits) }
        #expect(refusal?.code == .rateLimited && refusal?.retryAfterSeconds == 59)
        for sid in [nil, "b"] {
            let refusal = #expect(throws: APIError.self) { try sessions.admit(sid, at: Self.start, limits) }
            #expect(refusal?.code == .unauthorized)
        }
        #expect(sessions == before)
    }

    @Test("end one by one, or all of one user")
    func ends() {
        var sessions = Self.sessions("a", "b")
        sessions.open("c", for: UserID(index: 1), at: Self.start)
        let now = Self.start + .seconds(1)
        sessions.end("a", at: now)
        sessions.end("nobody's", at: now)
        #expect(sessions.rows.map { $0.isValid(at: now) } == [false, true, true])
        sessions.endAll(of: Self.user, at: now + .seconds(1))
        #expect(sessions.rows.map { $0.isValid(at: now + .seconds(1)) } == [false, false, true])
        #expect(sessions[0].expiresAt == now)
    }

    @Test("are forgotten once they are over and enough have gathered")
    func sweeps() {
        var sessions = Sessions(sweepCount: 3)
        sessions.open("old", for: Self.user, at: Self.start)
        let now = Self.start + Limits.sessionLife
        sessions.open("new", for: Self.user, at: now)
        sessions.sweep(at: now)
        #expect(sessions.count == 2)
        sessions.open("newer", for: Self.user, at: now)
        sessions.sweep(at: now)
        #expect(sessions.rows.map(\.sid) == ["new", "newer"] && sessions.sweepCount == 1024)
    }
}
