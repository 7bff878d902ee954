import OutletContract
import Testing

@testable import OutletDomain

@Suite("Sessions and their budgets")
struct SessionTests {
    @Test("A request is refused without a session, and with one that nobody opened", arguments: [nil, "", "nobody"])
    func unauthorized(sid: String?) {
        var world = ProviderState.make()
        let refusal = #expect(throws: APIError.self) { try world.admit(sid) }
        #expect(refusal?.code == .unauthorized)
    }

    @Test("A session slides with each request and ends 30 days after the last")
    func sliding() throws {
        var world = ProviderState.make()
        world.advance(by: .days(29))
        #expect(try world.admit("dev").expiresAt == world.now + .days(30))
        world.advance(by: .days(30) - .milliseconds(1))
        #expect(world.session("dev") != nil)
        world.advance(by: .milliseconds(1))
        #expect(world.session("dev") == nil)
        #expect(world.rateHeaders("dev") == nil)
        #expect(throws: APIError.self) { try world.admit("dev") }
    }

    @Test("The 101st request of a minute is refused with the time to its end, and takes nothing")
    func minute() throws {
        var world = ProviderState.make()
        let opened = world.now
        for used in 1...100 {
            #expect(try world.admit("dev").rate.remaining == 100 - used)
        }
        world.advance(by: .milliseconds(37_001))
        for _ in 1...3 {
            let refusal = #expect(throws: APIError.self) { try world.admit("dev") }
            #expect(refusal?.code == .rateLimited)
            #expect(refusal?.retryAfterSeconds == 23)
            #expect(refusal?.message == "Too many requests. Retry after 23 seconds.")
        }
        #expect(world.rateHeaders("dev") == RateStatus(limit: 100, remaining: 0, resetsAt: opened + .minutes(1)))
        world.advance(to: opened + .minutes(1))
        #expect(try world.admit("dev").rate.remaining == 99)
    }

    @Test("The headers speak for the window with fewer requests left")
    func hour() throws {
        var world = ProviderState.make()
        let opened = world.now
        for minute in 0..<10 {
            world.advance(to: opened + .minutes(minute))
            for _ in 1...99 { _ = try world.admit("dev") }
        }
        world.advance(to: opened + .minutes(10))
        #expect(try world.admit("dev").rate == RateStatus(limit: 1000, remaining: 9, resetsAt: opened + .hours(1)))
        for _ in 1...9 { _ = try world.admit("dev") }
        let refusal = #expect(throws: APIError.self) { try world.admit("dev") }
        #expect(refusal?.retryAfterSeconds == 3000)
        world.advance(to: opened + .hours(1))
        #expect(try world.admit("dev").rate == RateStatus(limit: 100, remaining: 99, resetsAt: world.now + .minutes(1)))
    }

    @Test("Looking at a session and at its budget changes nothing")
    func looking() {
        let world = ProviderState.make()
        #expect(world.session("dev")?.user == ProviderState.dev)
        #expect(world.rateHeaders("dev")?.remaining == 100)
        #expect(world == ProviderState.make())
    }

    @Test("A budget can be turned while the world runs")
    func dial() throws {
        var world = ProviderState.make()
        world.settings.requestLimits.requestsPerMinute = 1
        #expect(try world.admit("dev").rate.limit == 1)
        #expect(throws: APIError.self) { try world.admit("dev") }
        world.settings.requestLimits.requestsPerMinute = 2
        #expect(try world.admit("dev").rate.remaining == 0)
    }

    @Test("Sessions that are over are forgotten in time, those that are not never are")
    func sweep() {
        var world = ProviderState.make()
        for _ in 1...3000 {
            let sid = world.openSession(for: ProviderState.dev)
            #expect(world.session(sid) != nil)
            world.advance(by: .days(1))
        }
        #expect(world.sessions.count < 1100)
        #expect(world.sessions.rows.filter { $0.isValid(at: world.now) }.count == 29)
    }
}
