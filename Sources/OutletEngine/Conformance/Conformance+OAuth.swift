import OutletContract
import OutletWire

/// Signing in through Google or GitHub, as far as a client sees it without a browser.
extension Conformance {
    mutating func askOAuth() {
        for provider in ["google", "github"] {
            guard let response = ask(Question(.oauthStart, provider)), expectStatus(302, of: response) else { continue }
            report.meet(.answered, of: .oauthStart)
            expect(
                response.header("Location")?.isEmpty == false, "Redirects to the provider's page", "a Location",
                response.header("Location") ?? "none")
        }
        refusal(.notFound, of: Question(.oauthStart, "no-such-provider"))
        let query = [(name: "code", value: "conform"), (name: "state", value: "not-the-one-issued")]
        refusal(.oauthStateMismatch, of: Question(.oauthCallback, "google", query: query))
        let page = Question(.oauthCallback, "google", query: query).with("Accept", "text/html")
        guard let response = ask(page), expectStatus(302, of: response) else { return }
        let place = response.header("Location") ?? "none"
        expect(
            place.hasSuffix("/login?error=oauth_failed"), "Sends a browser back to the sign-in page",
            "/login?error=oauth_failed", place)
    }
}
