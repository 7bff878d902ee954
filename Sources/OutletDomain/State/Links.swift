/// The addresses of a world as its client sees them, for the absolute URLs in answers.
package struct Links: Hashable, Sendable {
    /// The base of our own pages and the API, without a slash at the end: `http://localhost:4429/@checkout`.
    package var base: String
    /// The base of `/app…` and `/login…`, without a slash at the end; `base` unless the front end is elsewhere.
    package var app: String

    package init(base: String, app: String? = nil) {
        self.base = base
        self.app = app ?? base
    }

    /// The URL of `path` (`/__stripe/checkout/cs_test_1`) on this server.
    package func absolute(_ path: String) -> String { base + path }

    /// The URL of `path` (`/app/billing?session=success`) on the front end.
    package func frontEnd(_ path: String) -> String { app + path }

    package static func checkoutPath(_ sessionId: String) -> String { "/__stripe/checkout/\(sessionId)" }
    package static func setupPath(_ setupId: String) -> String { "/__stripe/setup/\(setupId)" }
    package static func invoicePath(_ invoiceId: String) -> String { "/__stripe/invoices/\(invoiceId)" }
    package static func oauthPath(_ provider: String) -> String { "/__oauth/\(provider)" }
}
