import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("Signing in by one-time code")
struct AuthTests {
    private let ada = EmailAddress("Ada@Example.com ")!

    private func code(_ world: ProviderState) -> String { world.outbox.latest(to: ada)?.code ?? "" }

    @Test("A code makes the account, arrives by email, works once and opens a session")
    func codeOpensSession() throws {
        var world = ProviderState.make()
        #expect(try world.requestCode(RequestCode(email: ada))["created"] == true)
        let code = code(world)
        #expect(code.utf8.count == 6 && code.utf8.allSatisfy { (48...57).contains($0) })
        let signedIn = try world.verifyCode(VerifyCode(email: ada, code: code))
        #expect(signedIn.answer["user"]?["email"] == "ada@example.com")
        #expect(signedIn.answer["expiresAt"] == "2026-07-07T08:00:00Z")
        #expect(world.session(signedIn.sid)?.user == world.user(ada))
        #expect(throws: APIError.self) { try world.verifyCode(VerifyCode(email: ada, code: code)) }
        world.advance(by: .seconds(30))
        #expect(try world.requestCode(RequestCode(email: ada))["created"] == false)
    }

    @Test(
        "A second code within 30 seconds is refused with the wait that is left",
        arguments: [(0, 30), (1, 30), (29_000, 1), (29_999, 1)])
    func codeEvery(elapsedMilliseconds: Int, retryAfter: Int) throws {
        var world = ProviderState.make()
        _ = try world.requestCode(RequestCode(email: ada))
        world.advance(by: .milliseconds(elapsedMilliseconds))
        let refusal = #expect(throws: APIError.self) { try world.requestCode(RequestCode(email: ada)) }
        #expect(refusal?.code == .codeRequestRateLimited)
        #expect(refusal?.retryAfterSeconds == retryAfter)
    }

    @Test("Five wrong guesses kill a code, and then the right one is wrong too")
    func wrongGuesses() throws {
        var world = ProviderState.make { $0.settings.fixedCode = "123456" }
        _ = try world.requestCode(RequestCode(email: ada))
        var sentences: [String?] = []
        for guess in ["1", "2", "3", "4", "5", "123456"] {
            let refusal = #expect(throws: APIError.self) { try world.verifyCode(VerifyCode(email: ada, code: guess)) }
            #expect(refusal?.code == .codeInvalid)
            sentences.append(refusal?.details.first?.text)
        }
        #expect(sentences.first == "1 of 5 guesses used")
        #expect(sentences.last == "5 of 5 guesses used; ask for a new code")
        world.advance(by: .seconds(30))
        _ = try world.requestCode(RequestCode(email: ada))
        _ = try world.verifyCode(VerifyCode(email: ada, code: "123456"))
    }

    @Test(
        "A code is good for ten minutes and not a millisecond longer, right or wrong", arguments: ["123456", "000000"])
    func codeExpires(guess: String) throws {
        var world = ProviderState.make { $0.settings.fixedCode = "123456" }
        _ = try world.requestCode(RequestCode(email: ada))
        world.advance(by: .minutes(10) + .milliseconds(1))
        let refusal = #expect(throws: APIError.self) { try world.verifyCode(VerifyCode(email: ada, code: guess)) }
        #expect(refusal?.code == .codeExpired)
    }

    @Test("An address that was sent no code has a wrong one")
    func noCode() {
        var world = ProviderState.make()
        let refusal = #expect(throws: APIError.self) { try world.verifyCode(VerifyCode(email: ada, code: "123456")) }
        #expect(refusal?.code == .codeInvalid)
    }

    @Test("A new code replaces the old one")
    func newCodeReplaces() throws {
        var world = ProviderState.make()
        _ = try world.requestCode(RequestCode(email: ada))
        let old = code(world)
        world.advance(by: .seconds(30))
        _ = try world.requestCode(RequestCode(email: ada))
        #expect(code(world) != old)
        #expect(throws: APIError.self) { try world.verifyCode(VerifyCode(email: ada, code: old)) }
        _ = try world.verifyCode(VerifyCode(email: ada, code: code(world)))
    }

    @Test("Logging out ends the session, and that one only")
    func logout() throws {
        var world = ProviderState.make { $0.settings.fixedCode = "123456" }
        _ = try world.requestCode(RequestCode(email: ProviderState.developerEmail))
        let other = try world.verifyCode(VerifyCode(email: ProviderState.developerEmail, code: "123456")).sid
        let admission = try world.admit("dev")
        #expect(world.me(admission)["user"]?["email"] == "dev@example.com")
        #expect(world.logout(admission) == ["ok": true])
        #expect(world.session("dev") == nil)
        #expect(world.session(other) != nil)
        let refusal = #expect(throws: APIError.self) { try world.admit("dev") }
        #expect(refusal?.code == .unauthorized)
    }
}

extension ProviderState {
    static let developerEmail = InitialState.User.developer.email
}
