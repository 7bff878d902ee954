import OutletContract
import OutletWire

/// Sign-in through Google or GitHub: as far as a client gets without a browser, and at this double, whose consent page
/// is a plain form, all the way.
extension Conformance {
    mutating func askOAuth() {
        for provider in ["google", "github"] {
            guard let response = ask(Question(.oauthStart, provider)), expectStatus(302, of: response) else { continue }
            report.meet(.answered, of: .oauthStart)
            let location = response.header("Location") ?? ""
            expect(
                !location.isEmpty, "Redirects to the provider's page", "a Location",
                location.isEmpty ? "none" : location)
            let asked = PercentCoding.pairs(location.drop { $0 != "?" }.dropFirst()).map(\.name)
            let missing = Conformance.authorizationRequest.filter { !asked.contains($0) }
            expect(
                missing.isEmpty, "Asks the provider for all that it needs", FieldType.listed(missing), "it is missing")
        }
        for operation in [Operation.oauthStart, .oauthCallback] {
            refusal(.notFound, of: Question(operation, "no-such-provider"))
        }
        let query = [(name: "code", value: "conform"), (name: "state", value: "not-the-one-issued")]
        refusal(.oauthStateMismatch, of: Question(.oauthCallback, "google", query: query))
        let page = Question(.oauthCallback, "google", query: query).with("Accept", "text/html")
        if let response = ask(page), expectStatus(302, of: response) {
            expectLocation(response, "/login?error=oauth_failed")
        }
    }

    /// The parameters that the provider needs (RFC 6749 §4.1.1, RFC 7636 §4.3).
    private static let authorizationRequest = [
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
    ]

    /// Signs in as a person does: from the start through the consent page to a session.
    mutating func askOAuthInPerson() {
        guard isDouble, isOwnSession else {
            report.omit("oauthCallback's good answer: it takes a person at the provider's page")
            return
        }
        askConsent("no_verified_email", "/login?error=oauth_no_email")
        askConsent("cancel", "/login?error=oauth_failed")
        askOAuthSignIn()
    }

    private mutating func askOAuthSignIn() {
        guard let response = askConsent("account", "/app") else { return }
        report.meet(.answered, of: .oauthCallback)
        let sid = checkCookie(response, value: nil, maximumAge: Limits.sessionLife.wholeSeconds)
        guard let sid else { return }
        let byCode = answer(to: Question(.me))?["user"]?["id"]
        let byProvider = answer(to: Question(.me).by(.sid(sid)))?["user"]?["id"]
        expectEqual(byProvider, byCode, "One address is one account, however it signs in")
    }

    /// Submits the consent page with this choice, and returns the callback's answer.
    @discardableResult
    private mutating func askConsent(_ choice: String, _ url: String) -> Response? {
        guard let start = ask(Question(.oauthStart, "google")), let location = start.header("Location"),
            let page = Conformance.part(of: location, behind: "/__oauth/")
        else { return nil }
        let asked = PercentCoding.pairs(page.drop { $0 != "?" }.dropFirst())
        let answers = asked + [("email", email), ("choice", choice)]
        let form = answers.map { "\(PercentCoding.encoded($0.0))=\(PercentCoding.encoded($0.1))" }.joined(
            separator: "&")
        let consent = Request(
            method: .post, target: "/__oauth/" + page,
            headers: [HeaderField("Content-Type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
        guard let back = send(consent, about: .oauthStart)?.header("Location"),
            let query = Conformance.part(of: back, behind: "/callback?")
        else {
            report.omit("oauthCallback's good answer: no consent page was found")
            return nil
        }
        let cookie = (start.header("Set-Cookie") ?? "").prefix { $0 != ";" }
        let question = Question(.oauthCallback, "google", query: PercentCoding.pairs(query))
        guard let response = ask(question.with("Cookie", String(cookie))), expectStatus(302, of: response) else {
            return nil
        }
        expectLocation(response, url)
        return response
    }

    private mutating func expectLocation(_ response: Response, _ url: String) {
        let location = response.header("Location") ?? "none"
        expect(location.hasSuffix(url), "Sends the browser on", url, location)
    }

    private static func part(of text: String, behind mark: String) -> String? {
        let parts = text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[1]) : nil
    }
}
