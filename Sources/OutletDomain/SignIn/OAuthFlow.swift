import OutletContract
import OutletWire

/// Sign-ins through Google or GitHub that are under way: the authorization code flow with PKCE (RFC 6749 §4.1, RFC
/// 7636), in which the world plays both the API and the provider.
package struct OAuthFlow: Hashable, Sendable, Codable {
    /// The providers that the API knows, whether or not a scenario has configured them.
    package static let providers = ["google", "github"]

    /// How long a state or a code is valid.
    static let life = Span.minutes(10)
    /// The most attempts and the most codes kept, so that sign-ins that never return cannot fill the world.
    static let capacity = 1000

    /// The API's client id at a provider, and the scopes it requests: the user's identity, by a verified address.
    private static let client = "gpuoutlet"
    private static let scopes = ["google": "openid email", "github": "user:email"]
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// A sign-in that has started but not returned yet.
    private struct Attempt: Hashable, Sendable, Codable {
        let state: String
        let provider: String
        /// Known only to the API; its hash was sent with the start (RFC 7636 §4).
        let verifier: String
        let startedAt: Instant
    }

    /// A code that a provider has issued, and what it stands for.
    private struct Grant: Hashable, Sendable, Codable {
        let code: String
        let provider: String
        let challenge: String
        /// Nil if the account has no verified address.
        let email: EmailAddress?
        let issuedAt: Instant
    }

    /// The parameters that an authorization request brings to the provider's page (RFC 6749 §4.1.1, RFC 7636 §4.3).
    struct Trip {
        var provider: String
        var state: String
        var challenge: String
    }

    /// The parameters with which the browser returns.
    struct Return {
        var provider: String
        var code: String?
        var state: String?
        /// The state in the cookie that was set at the start.
        var cookieState: String?
    }

    /// The result of a return; the cases are those of `OAuthOutcome`.
    enum Ending: Hashable {
        case email(EmailAddress)
        case mismatch
        case failed
        case noEmail
    }

    private var attempts: [Attempt] = []
    private var grants: [Grant] = []

    /// Issues a state and sends the browser to the provider, with all parameters of an authorization request.
    ///
    /// - Parameters:
    ///   - draw: makes the state and the verifier.
    mutating func start(_ provider: String, at now: Instant, links: Links, _ draw: inout SeededDraw) -> OAuthStart {
        let attempt = Attempt(
            state: draw.nextText(32, of: OAuthFlow.alphabet), provider: provider,
            verifier: draw.nextText(64, of: OAuthFlow.alphabet), startedAt: now)
        attempts.removeAll { now >= $0.startedAt + OAuthFlow.life }
        if attempts.count == OAuthFlow.capacity { attempts.removeFirst() }
        attempts.append(attempt)
        let asked = [
            ("response_type", "code"), ("client_id", OAuthFlow.client),
            ("redirect_uri", links.absolute(OAuthFlow.callbackPath(provider))),
            ("scope", OAuthFlow.scopes[provider] ?? ""), ("state", attempt.state),
            ("code_challenge", OAuthFlow.challenge(of: attempt.verifier)), ("code_challenge_method", "S256"),
        ]
        let query = asked.map { "\($0)=\(PercentCoding.encoded($1))" }.joined(separator: "&")
        return .consent(path: Links.oauthPath(provider) + "?" + query, state: attempt.state)
    }

    /// Plays the provider if the user refuses. Returns the path of the callback, to which the browser goes next.
    static func denial(of trip: Trip) -> String {
        "\(callbackPath(trip.provider))?error=access_denied&state=\(PercentCoding.encoded(trip.state))"
    }

    /// Plays the provider if the user identifies themselves, and issues a code. Returns the path of the callback.
    ///
    /// - Parameters:
    ///   - email: nil if the account has no verified address.
    ///   - draw: makes the code.
    mutating func grant(_ email: EmailAddress?, _ trip: Trip, at now: Instant, _ draw: inout SeededDraw) -> String {
        let code = draw.nextText(32, of: OAuthFlow.alphabet)
        grants.removeAll { now >= $0.issuedAt + OAuthFlow.life }
        if grants.count == OAuthFlow.capacity { grants.removeFirst() }
        grants.append(
            Grant(code: code, provider: trip.provider, challenge: trip.challenge, email: email, issuedAt: now))
        return "\(OAuthFlow.callbackPath(trip.provider))?code=\(code)&state=\(PercentCoding.encoded(trip.state))"
    }

    /// Handles the browser's return. A state is accepted once, and a code is redeemed once.
    mutating func finish(_ back: Return, at now: Instant) -> Ending {
        guard let state = back.state, state == back.cookieState,
            let attempt = takeAttempt(state, of: back.provider, at: now)
        else { return .mismatch }
        guard let code = back.code, let grant = redeem(code, for: attempt, at: now) else { return .failed }
        return grant.email.map(Ending.email) ?? .noEmail
    }

    private mutating func takeAttempt(_ state: String, of provider: String, at now: Instant) -> Attempt? {
        guard let index = attempts.firstIndex(where: { $0.state == state && $0.provider == provider }) else {
            return nil
        }
        let attempt = attempts.remove(at: index)
        return now < attempt.startedAt + OAuthFlow.life ? attempt : nil
    }

    /// Returns the grant of this code if the attempt's verifier matches it.
    private mutating func redeem(_ code: String, for attempt: Attempt, at now: Instant) -> Grant? {
        guard let index = grants.firstIndex(where: { $0.code == code }) else { return nil }
        let grant = grants.remove(at: index)
        let isRight =
            grant.provider == attempt.provider && grant.challenge == OAuthFlow.challenge(of: attempt.verifier)
            && now < grant.issuedAt + OAuthFlow.life
        return isRight ? grant : nil
    }

    private static func callbackPath(_ provider: String) -> String { "/v1/auth/oauth/\(provider)/callback" }

    /// `S256` (RFC 7636 §4.2): base64url of the verifier's hash, without padding.
    static func challenge(of verifier: String) -> String {
        let base64 = Base64.encode(SHA256.hash(Array(verifier.utf8)), padded: false)
        return String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
}
