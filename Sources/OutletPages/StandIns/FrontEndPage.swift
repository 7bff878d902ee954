import OutletWire

/// The page at `/app…` and `/login…` if no front end is configured: it shows what arrived there.
package enum FrontEndPage {
    /// - Parameters:
    ///   - path: as the browser asked for it.
    ///   - email: the signed-in user, if any.
    package static func html(path: String, query: [(name: String, value: String)], email: String?) -> String {
        let sentence: Markup? = sentence(path, query).map { "<p>\($0)</p>" }
        let arrived = [(name: "Page", value: path)] + query
        let content: Markup = """
            \(sentence)
            \(PageFrame.facts(arrived + [(name: "Signed in", value: email ?? "nobody")]))
            <p class="banner">Your front end would stand here. Start the server with --app-url to go there instead.</p>
            """
        return PageFrame.html(path.hasPrefix("/login") ? "Sign in" : "The app", content)
    }

    /// What the redirect means, if the API made it.
    private static func sentence(_ path: String, _ query: [(name: String, value: String)]) -> String? {
        let words = query.map { "\($0.name)=\($0.value)" }
        return switch words.first {
        case "session=success": "The top-up has been paid."
        case "session=cancel": "The top-up was cancelled."
        case "setup=success": "The card is on file."
        case "setup=cancel": "No card was saved."
        case "error=oauth_unavailable": "This provider is not configured."
        case "error=oauth_failed": "Signing in was cancelled, or has failed."
        case "error=oauth_no_email": "The provider vouches for no email address."
        default: path == "/app" ? "You have arrived." : nil
        }
    }
}
