import OutletContract
import Testing

@testable import OutletDomain

@Suite("The one-time codes of an account")
struct CodeTests {
    private static let start = Limits.virtualStart

    private static func account() throws -> Account {
        let email = try #require(EmailAddress("ada@example.com"))
        var account = Account(id: "usr_1", email: email, createdAt: start, customer: "cus_1")
        account.issue(OneTimeCode(digits: "123456", issuedAt: start))
        return account
    }

    @Test("may be asked for again after a while")
    func waits() throws {
        let account = try Self.account()
        #expect(account.codeWait(at: Self.start + .seconds(10), every: .minutes(1)) == .seconds(50))
        #expect(account.codeWait(at: Self.start + .minutes(1), every: .minutes(1)) == nil)
    }

    @Test("work once")
    func once() throws {
        var account = try Self.account()
        try account.redeemCode("123456", at: Self.start, attempts: 5)
        let refusal = #expect(throws: APIError.self) { try account.redeemCode("123456", at: Self.start, attempts: 5) }
        #expect(refusal == Account.noCode)
    }

    @Test("are dead after the last wrong guess, and when they are too old")
    func dies() throws {
        var account = try Self.account()
        let late = #expect(throws: APIError.self) {
            try account.redeemCode("123456", at: Self.start + Limits.codeLife + .milliseconds(1), attempts: 2)
        }
        #expect(late?.code == .codeExpired)
        for (guess, sentence) in [
            ("000000", "1 of 2 guesses used"), ("000001", "2 of 2 guesses used; ask for a new code"),
            ("123456", "2 of 2 guesses used; ask for a new code"),
        ] {
            let wrong = #expect(throws: APIError.self) { try account.redeemCode(guess, at: Self.start, attempts: 2) }
            #expect(wrong?.code == .codeInvalid && wrong?.details == [FieldProblem("attempts", sentence)])
        }
    }
}
