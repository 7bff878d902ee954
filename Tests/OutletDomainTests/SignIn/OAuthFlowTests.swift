import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("The flow of signing in through a provider")
struct OAuthFlowTests {
    private static let start = Limits.virtualStart
    private let ada: EmailAddress

    init() throws { ada = try #require(EmailAddress("ada@example.com")) }

    private func draw(_ ordinal: Int) -> SeededDraw { SeededDraw(seed: 1, purpose: "test", ordinal: ordinal) }

    /// What an attempt carries to the provider's page.
    private func trip(_ flow: inout OAuthFlow, _ ordinal: Int) -> OAuthFlow.Trip {
        var draw = draw(ordinal)
        guard case .consent(let path, let state) = flow.start("google", at: Self.start, links: .local, &draw) else {
            Issue.record("a flow asks for consent")
            return OAuthFlow.Trip(provider: "", state: "", challenge: "")
        }
        let query = PercentCoding.pairs(path.split(separator: "?")[1])
        let challenge = query.first { $0.name == "code_challenge" }?.value ?? ""
        return OAuthFlow.Trip(provider: "google", state: state, challenge: challenge)
    }

    /// What the browser brings back where somebody said who they are.
    private func grant(_ flow: inout OAuthFlow, _ email: EmailAddress?, _ trip: OAuthFlow.Trip) -> OAuthFlow.Return {
        var draw = SeededDraw(seed: 1, purpose: trip.state, ordinal: 1)
        let path = flow.grant(email, trip, at: Self.start, &draw)
        let code = PercentCoding.pairs(path.split(separator: "?")[1]).first { $0.name == "code" }?.value
        return OAuthFlow.Return(provider: "google", code: code, state: trip.state, cookieState: trip.state)
    }

    @Test("ends with the address that the provider vouches for, once")
    func ends() {
        var flow = OAuthFlow()
        let back = grant(&flow, ada, trip(&flow, 1))
        #expect(flow.finish(back, at: Self.start) == .email(ada))
        #expect(flow.finish(back, at: Self.start) == .mismatch)
        #expect(flow == OAuthFlow())
    }

    @Test("ends without an address, and without a code")
    func refusals() {
        var flow = OAuthFlow()
        #expect(flow.finish(grant(&flow, nil, trip(&flow, 1)), at: Self.start) == .noEmail)
        var back = grant(&flow, ada, trip(&flow, 2))
        back.code = nil
        #expect(flow.finish(back, at: Self.start) == .failed)
        #expect(
            OAuthFlow.denial(of: OAuthFlow.Trip(provider: "github", state: "a b", challenge: ""))
                == "/v1/auth/oauth/github/callback?error=access_denied&state=a%20b")
    }

    @Test("forgets the oldest start where too many never come back")
    func capacity() {
        var flow = OAuthFlow()
        let first = trip(&flow, 1)
        let second = trip(&flow, 2)
        for ordinal in 3...OAuthFlow.capacity + 1 { _ = trip(&flow, ordinal) }
        #expect(flow.finish(grant(&flow, ada, first), at: Self.start) == .mismatch)
        #expect(flow.finish(grant(&flow, ada, second), at: Self.start) == .email(ada))
    }

    @Test("knows neither a state nor a code after ten minutes")
    func late() {
        var flow = OAuthFlow()
        let back = grant(&flow, ada, trip(&flow, 1))
        #expect(flow.finish(back, at: Self.start + OAuthFlow.life) == .mismatch)
    }
}
