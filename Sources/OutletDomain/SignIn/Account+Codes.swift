import OutletContract
import OutletWire

/// The one-time codes of one account.
extension Account {
    /// How long until the next code may be asked for; nil where it may be now.
    func codeWait(at now: Instant, every interval: Span) -> Span? {
        guard let last = codeRequestedAt, now < last + interval else { return nil }
        return last + interval - now
    }

    /// Puts a new code in the place of the old one.
    mutating func issue(_ code: OneTimeCode) {
        self.code = code
        codeRequestedAt = code.issuedAt
    }

    /// Takes a guess. The right one uses the code up; after the last wrong one it is dead, whatever comes.
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
