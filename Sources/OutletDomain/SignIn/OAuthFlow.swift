import OutletContract

/// Signing in through somebody else, as far as it is under way: what was asked of a provider, and what the provider
/// has answered.
struct OAuthFlow: Hashable, Sendable, Codable {
    /// How long a state or a code is good for.
    static let life = Span.minutes(10)
    /// Whoever starts over and over without coming back must not fill the world.
    static let capacity = 1000

    /// A start that has not come back yet.
    struct Attempt: Hashable, Sendable, Codable {
        let state: String
        let provider: String
        /// What only the API knows; its hash went out with the start (RFC 7636 §4).
        let verifier: String
        let startedAt: Instant
    }

    /// A code that a provider has handed out, and what it stands for.
    struct Grant: Hashable, Sendable, Codable {
        let code: String
        let provider: String
        let challenge: String
        /// Nil where the account has no verified address.
        let email: EmailAddress?
        let issuedAt: Instant
    }

    private var attempts: [Attempt] = []
    private var grants: [Grant] = []

    mutating func add(_ attempt: Attempt) {
        attempts.removeAll { attempt.startedAt >= $0.startedAt + OAuthFlow.life }
        if attempts.count == OAuthFlow.capacity { attempts.removeFirst() }
        attempts.append(attempt)
    }

    mutating func add(_ grant: Grant) {
        grants.removeAll { grant.issuedAt >= $0.issuedAt + OAuthFlow.life }
        if grants.count == OAuthFlow.capacity { grants.removeFirst() }
        grants.append(grant)
    }

    /// The attempt with this state; it comes back once.
    mutating func takeAttempt(_ state: String, provider: String, at now: Instant) -> Attempt? {
        guard let index = attempts.firstIndex(where: { $0.state == state && $0.provider == provider }) else {
            return nil
        }
        let attempt = attempts.remove(at: index)
        return now < attempt.startedAt + OAuthFlow.life ? attempt : nil
    }

    /// What this code stands for; it is redeemed once, and only by whoever knows the verifier.
    mutating func redeem(_ code: String, for attempt: Attempt, at now: Instant) -> Grant? {
        guard let index = grants.firstIndex(where: { $0.code == code }) else { return nil }
        let grant = grants.remove(at: index)
        let isRight =
            grant.provider == attempt.provider && grant.challenge == OAuthFlow.challenge(of: attempt.verifier)
            && now < grant.issuedAt + OAuthFlow.life
        return isRight ? grant : nil
    }

    /// `S256` (RFC 7636 §4.2): base64url of the verifier's hash, without padding.
    static func challenge(of verifier: String) -> String {
        let base64 = Base64.encode(SHA256.hash(Array(verifier.utf8)), padded: false)
        return String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
}
