package import OutletContract
package import OutletWire

/// Signing in by a one-time code, and signing out.
extension ProviderState {
    /// Sends a code to an address, and makes the account if there is none. A new code replaces the old one.
    package mutating func requestCode(_ input: RequestCode) throws(APIError) -> JSON {
        let known = user(input.email)
        if let known, let wait = self[known].codeWait(at: now, every: settings.requestLimits.codeEvery) {
            throw .tooSoon(.codeRequestRateLimited, wait)
        }
        let user = known ?? makeAccount(input.email)
        let code = OneTimeCode(digits: nextCode(), issuedAt: now)
        self[user].issue(code)
        send(.code(code.digits), to: user)
        return ["ok": true, "created": .bool(known == nil)]
    }

    /// Signs in with the latest code, which works once.
    package mutating func verifyCode(_ input: VerifyCode) throws(APIError) -> SignedIn {
        guard let user = user(input.email) else { throw Account.noCode }
        try self[user].redeemCode(input.code, at: now, attempts: settings.requestLimits.codeAttempts)
        return signIn(user)
    }

    /// Opens a session and returns the answer: the last step of every way of signing in.
    mutating func signIn(_ user: UserID) -> SignedIn {
        let sid = openSession(for: user)
        return SignedIn(answer: json(of: user, expiresAt: now + Limits.sessionLife), sid: sid)
    }

    /// Returns who is signed in, and until when.
    package func me(_ admission: Admission) -> JSON {
        json(of: admission.user, expiresAt: admission.expiresAt)
    }

    /// The answer of `me` and `verifyCode`. Reads single fields: an account is large to copy.
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
        sessions.end(admission.sid, at: now)
        return ["ok": true]
    }

    /// The scenario's fixed code, or six drawn digits.
    private mutating func nextCode() -> String {
        var draw = nextDraw("code")
        return settings.fixedCode ?? draw.nextText(Limits.codeDigits, of: Array("0123456789".utf8))
    }
}
