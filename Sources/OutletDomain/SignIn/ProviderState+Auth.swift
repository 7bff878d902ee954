package import OutletContract
package import OutletWire

/// Signing in by a one-time code, and out again.
extension ProviderState {
    /// Sends a code to an address, and makes the account if there is none. A new code replaces the old.
    package mutating func requestCode(_ input: RequestCode) throws(APIError) -> JSON {
        let known = user(input.email)
        if let known, let last = self[known].codeRequestedAt, now < last + settings.requestLimits.codeEvery {
            let wait = last + settings.requestLimits.codeEvery - now
            throw APIError(.codeRequestRateLimited, retryAfterSeconds: max(1, wait.wholeSecondsRoundedUp))
        }
        let user = known ?? makeAccount(input.email)
        let code = OneTimeCode(digits: nextCode(), issuedAt: now)
        self[user].code = code
        self[user].codeRequestedAt = now
        send(.code(code.digits), to: user)
        return ["ok": true, "created": .bool(known == nil)]
    }

    /// Signs in with the code that was sent last; it works once.
    package mutating func verifyCode(_ input: VerifyCode) throws(APIError) -> SignedIn {
        guard let user = user(input.email), let code = self[user].code else {
            throw APIError(.codeInvalid, details: [FieldProblem("code", "no code is waiting for this address")])
        }
        if code.isExpired(at: now) { throw APIError(.codeExpired) }
        guard code.wrongGuesses < settings.requestLimits.codeAttempts, code.digits == input.code else {
            throw wrongGuess(by: user)
        }
        self[user].code = nil
        return signIn(user)
    }

    /// Opens a session and renders it: the end of every way of signing in.
    mutating func signIn(_ user: UserID) -> SignedIn {
        let sid = openSession(for: user)
        return SignedIn(answer: json(of: user, expiresAt: now + Limits.sessionLife), sid: sid)
    }

    /// Who is signed in, and until when.
    package func me(_ admission: Admission) -> JSON {
        json(of: admission.user, expiresAt: admission.expiresAt)
    }

    /// The answer of `me` and `verifyCode`. Each field is read where it stands: an account is large to copy.
    private func json(of user: UserID, expiresAt: Instant) -> JSON {
        [
            "user": [
                "id": .string(self[user].id), "email": .string(email(of: user)),
                "createdAt": .string(self[user].createdAt.iso8601),
            ],
            "expiresAt": .string(expiresAt.iso8601),
        ]
    }

    /// Ends the session.
    package mutating func logout(_ admission: Admission) -> JSON {
        if let index = sessions.index(of: admission.sid) { sessions[index].expiresAt = now }
        return ["ok": true]
    }

    /// Counts a wrong guess; after the last one the code is dead, whatever comes.
    private mutating func wrongGuess(by user: UserID) -> APIError {
        let allowed = settings.requestLimits.codeAttempts
        let guesses = min(allowed, (self[user].code?.wrongGuesses ?? 0) + 1)
        self[user].code?.wrongGuesses = guesses
        let used = "\(guesses) of \(Counted(allowed, "guess", plural: "guesses")) used"
        let sentence = guesses < allowed ? used : used + "; ask for a new code"
        return APIError(.codeInvalid, details: [FieldProblem("attempts", sentence)])
    }

    /// The scenario's fixed code, or six drawn digits.
    private mutating func nextCode() -> String {
        var draw = nextDraw("code")
        return settings.fixedCode ?? draw.nextText(Limits.codeDigits, of: Array("0123456789".utf8))
    }
}
