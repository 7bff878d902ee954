import OutletContract
import OutletWire

/// Sign-in by one-time code, the signed-in user, and sign-out. Only this double's mail can be read; elsewhere the
/// chapter asks what needs no mail.
extension Conformance {
    var email: String { "conform-\(settings.label)@example.com" }

    mutating func askSignIn() {
        guard mayWrite else { return }
        refusal(
            .codeInvalid, of: Question(.verifyCode, body: ["email": .string("no-code-" + email), "code": "123456"]))
        guard isDouble else {
            report.omit("requestCode: a code would go out by mail that the suite cannot read")
            return
        }
        askFirstCode()
        guard let code = freshCode() else { return }
        askWrongCode(insteadOf: code)
        askCodeThatExpired()
        askCodeThatDied()
        signIn()
    }

    private mutating func askFirstCode() {
        let question = Question(.requestCode, body: ["email": .string(email), "intent": "signup"])
        expectEqual(answer(to: question)?["created"], true, "The first code for an address makes the account")
        let refused = refusal(.codeRequestRateLimited, of: question)
        if clockStandsStill(), refused != nil {
            _ = advance(seconds: Limits.codeEvery.wholeSeconds - 1)
            refusal(.codeRequestRateLimited, of: question)
        }
        _ = advance(seconds: Limits.codeEvery.wholeSeconds)
        let shouted = Question(.requestCode, body: ["email": .string(" " + email.uppercased())])
        expectEqual(answer(to: shouted)?["created"], false, "Addresses are compared trimmed and in lower case")
        _ = advance(seconds: Limits.codeEvery.wholeSeconds)
    }

    /// Requests a new code and reads it from the mail.
    private mutating func freshCode() -> String? {
        _ = advance(seconds: Limits.codeEvery.wholeSeconds)
        guard answer(to: Question(.requestCode, body: ["email": .string(email)])) != nil else { return nil }
        let code = mail(to: email)?["code"]?.string
        expect(
            code?.utf8.count == Limits.codeDigits && code?.utf8.allSatisfy { (48...57).contains($0) } == true,
            "A code has six digits", "six digits", code ?? "no mail with a code")
        return code
    }

    private func verify(_ code: String) -> Question {
        Question(.verifyCode, body: ["email": .string(email), "code": .string(code)])
    }

    /// Returns a different code of six digits.
    private func wrong(_ code: String) -> String { code == "000000" ? "000001" : "000000" }

    private mutating func askWrongCode(insteadOf code: String) {
        refusal(.codeInvalid, of: verify(wrong(code)))
        guard let signIn = ask(verify(code)), signIn.status == 200 else { return }
        report.meet(.answered, of: .verifyCode)
        refusal(.codeInvalid, of: verify(code))
    }

    private mutating func askCodeThatExpired() {
        guard clockStandsStill(), let code = freshCode() else { return }
        _ = advance(seconds: Limits.codeLife.wholeSeconds + 1)
        refusal(.codeExpired, of: verify(code))
    }

    /// Checks that the last allowed wrong guess voids a code, and that the one before does not.
    private mutating func askCodeThatDied() {
        if let code = freshCode() {
            for _ in 1..<Limits.codeAttempts { refusal(.codeInvalid, of: verify(wrong(code))) }
            answer(to: verify(code))
        }
        guard let code = freshCode() else { return }
        for _ in 1...Limits.codeAttempts { refusal(.codeInvalid, of: verify(wrong(code))) }
        refusal(.codeInvalid, of: verify(code))
    }

    private mutating func signIn() {
        guard let code = freshCode(), let response = ask(verify(code)), expectStatus(200, of: response) else { return }
        guard let body = json(of: response) else { return }
        checkShape(of: body, .verifyCode)
        expectEqual(body["user"]?["email"], .string(email), "Signs in the address that the code went to")
        if let sid = settings.sid {
            self.sid = sid
            return
        }
        sid = checkCookie(response, value: nil, maximumAge: Limits.sessionLife.wholeSeconds)
        isOwnSession = sid != nil
    }

    /// Whether the session is valid, which the remaining chapters need.
    mutating func askMe() -> Bool {
        guard let me = answer(to: Question(.me)) else { return false }
        if isOwnSession {
            expectEqual(me["user"]?["email"], .string(email), "me is who signed in")
            if let limit = budget?.limit, let remaining = budget?.remaining {
                expect(
                    limit == Limits.requestsPerMinute && remaining == limit.saturatingSum(-1),
                    "A session begins with a full budget",
                    "\(Limits.requestsPerMinute - 1) of \(Limits.requestsPerMinute) left", "\(remaining) of \(limit)")
            }
        }
        if let asked = me["expiresAt"]?.string.flatMap({ Instant(iso8601: $0) }), isDouble {
            let life = (asked - worldTime()).wholeSeconds
            let wanted = Limits.sessionLife.wholeSeconds
            expect(
                (life - wanted).magnitude <= 5, "A session lives 30 days from its last use", "\(wanted) s", "\(life) s")
        }
        askHead(.me)
        return true
    }

    mutating func askSignOut() {
        guard isOwnSession else {
            report.omit("logout: the session is not the suite's own")
            return
        }
        guard let response = ask(Question(.logout)), expectStatus(200, of: response) else { return }
        report.meet(.answered, of: .logout)
        if let body = json(of: response) { checkShape(of: body, .logout) }
        checkCookie(response, value: "", maximumAge: 0)
        refusal(.unauthorized, of: Question(.me))
    }
}
