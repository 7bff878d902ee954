import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("Signing in through a provider")
struct OAuthTests {
    private let dev = EmailAddress("dev@example.com")!

    /// What the browser carries on from `oauthStart`.
    private struct Trip {
        var state = ""
        var challenge = ""
    }

    private func start(_ world: inout ProviderState, _ provider: String = "google") throws -> Trip {
        guard case .consent(let path, let state) = try world.oauthStart(provider, links: .local) else {
            Issue.record("the provider is configured")
            return Trip()
        }
        #expect(path.hasPrefix("/__oauth/\(provider)?response_type=code&client_id=gpuoutlet&redirect_uri=http"))
        let query = PercentCoding.pairs(path.split(separator: "?")[1])
        let said = Dictionary(query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(said["redirect_uri"] == Links.local.absolute("/v1/auth/oauth/\(provider)/callback"))
        #expect(said["scope"] == (provider == "google" ? "openid email" : "user:email"))
        #expect(said["state"] == state && said["code_challenge_method"] == "S256")
        return Trip(state: state, challenge: query.first { $0.name == "code_challenge" }?.value ?? "")
    }

    /// Chooses on the consent page, and gives the callback's query.
    private func choose(
        _ choice: OAuthChoice, _ trip: Trip, in world: inout ProviderState
    ) throws -> (code: String?, state: String?) {
        let path = world.authorise("google", choice, state: trip.state, challenge: trip.challenge)
        #expect(path.hasPrefix("/v1/auth/oauth/google/callback?"))
        let query = PercentCoding.pairs(path.split(separator: "?")[1])
        return (query.first { $0.name == "code" }?.value, query.first { $0.name == "state" }?.value)
    }

    @Test("opens a session of the account with that email, or makes one")
    func signsIn() throws {
        var world = ProviderState.make()
        for (address, user) in [("dev@example.com", ProviderState.dev), ("new@example.com", UserID(index: 1))] {
            let trip = try start(&world)
            let email = try #require(EmailAddress(address))
            let back = try choose(.account(email), trip, in: &world)
            #expect(back.state == trip.state)
            let outcome = try world.oauthCallback("google", code: back.code, state: back.state, cookieState: trip.state)
            guard case .signedIn(let signedIn) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(world.session(signedIn.sid)?.user == user)
            #expect(outcome.frontEndPath == "/app")
        }
    }

    @Test("tells cancelled, unverified and configured away apart")
    func refusals() throws {
        var world = ProviderState.make { $0.settings.oauthProviders = ["google"] }
        for (choice, outcome, path) in [
            (OAuthChoice.cancel, OAuthOutcome.failed, "/login?error=oauth_failed"),
            (.noVerifiedEmail, .noEmail, "/login?error=oauth_no_email"),
        ] {
            let trip = try start(&world)
            let back = try choose(choice, trip, in: &world)
            #expect(
                try world.oauthCallback("google", code: back.code, state: back.state, cookieState: trip.state)
                    == outcome)
            #expect(outcome.frontEndPath == path)
        }
        #expect(
            try world.oauthStart("github", links: .local)
                == .unavailable(frontEndPath: "/login?error=oauth_unavailable"))
        let error = #expect(throws: APIError.self) { try world.oauthStart("gitlab", links: .local) }
        #expect(error?.code == .notFound)
        let back = #expect(throws: APIError.self) {
            try world.oauthCallback("gitlab", code: "x", state: "x", cookieState: "x")
        }
        #expect(back?.code == .notFound)
    }

    @Test("refuses a state that is not the browser's, comes twice, late, or to another provider")
    func mismatch() throws {
        var world = ProviderState.make()
        let trip = try start(&world)
        let back = try choose(.account(dev), trip, in: &world)
        #expect(try world.oauthCallback("google", code: back.code, state: back.state, cookieState: nil) == .mismatch)
        #expect(try world.oauthCallback("google", code: back.code, state: nil, cookieState: nil) == .mismatch)
        #expect(try world.oauthCallback("google", code: back.code, state: "x", cookieState: "x") == .mismatch)
        #expect(
            try world.oauthCallback("github", code: back.code, state: back.state, cookieState: back.state) == .mismatch)
        guard
            case .signedIn = try world.oauthCallback(
                "google", code: back.code, state: back.state, cookieState: back.state)
        else {
            Issue.record("what was refused had used the state up")
            return
        }
        #expect(
            try world.oauthCallback("google", code: back.code, state: back.state, cookieState: back.state) == .mismatch)
        let late = try start(&world)
        world.advance(by: OAuthFlow.life)
        #expect(try world.oauthCallback("google", code: "x", state: late.state, cookieState: late.state) == .mismatch)
    }

    @Test("redeems a code once, for the start that it was made for")
    func codes() throws {
        var world = ProviderState.make()
        let first = try start(&world)
        let second = try start(&world)
        let back = try choose(.account(dev), first, in: &world)
        #expect(
            try world.oauthCallback("google", code: back.code, state: second.state, cookieState: second.state)
                == .failed)
        #expect(
            try world.oauthCallback("google", code: back.code, state: first.state, cookieState: first.state) == .failed)
    }

    @Test("hashes the verifier as the RFC does")
    func challenge() {
        // RFC 7636 appendix B.
        #expect(
            OAuthFlow.challenge(of: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
