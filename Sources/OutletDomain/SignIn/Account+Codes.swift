import OutletContract
import OutletWire

/// The one-time codes of one account.
extension Account {
    /// How long until the next code may be requested; nil if it may be now.
    func codeWait(at now: Instant, every interval: Span) -> Span? {
        guard let last = codeRequestedAt, now < last + interval else { return nil }
        return last + interval - now
    }

    /// Replaces the old code with a new one.
    mutating func issue(_ code: OneTimeCode) {
        self.code = code
        codeRequestedAt = code.issuedAt
    }

    /// Checks a guess. The right one uses the code up; after the last allowed wrong one, no guess is accepted.
    mutating func redeemCode(_ guess: String, at now: Instant, attempts: Int) throws(APIError) {
        guard let code else { throw Account.noCode }
        if code.isExpired(at: now) { throw APIError(.codeExpired) }
        guard code.wrongGuesses < attempts, code.digits == guess else {
            let guesses = min(attempts, code.wrongGuesses + 1)
            self.code?.wrongGuesses = guesses
            let used = "\(guesses) of \(Counted(attempts, "guess", plural: "guesses")) used"
            let sentence = guesses < attempts ? used : used + "; ask for a new code"
            throw APIError(.codeInvalid, details: [FieldProblem("attempts", sentence)])
        }
        self.code = nil
    }

    static let noCode = APIError(
        .codeInvalid, details: [FieldProblem("code", "no code is waiting for this address")])
}
