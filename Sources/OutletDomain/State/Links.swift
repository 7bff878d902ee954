/// Where a world stands as its client sees it: makes the absolute URLs of an answer.
package struct Links: Hashable, Sendable {
    /// What our own pages and the API hang from, without a slash at the end: `http://localhost:4429/@checkout`.
    package var base: String
    /// What `/app…` and `/login…` hang from, without a slash at the end; the same unless the front end is elsewhere.
    package var app: String

    package init(base: String, app: String? = nil) {
        self.base = base
        self.app = app ?? base
    }

    /// `path` (`/__stripe/checkout/cs_test_1`) on this server.
    package func absolute(_ path: String) -> String { base + path }

    /// `path` (`/app/billing?session=success`) of the front end.
    package func frontEnd(_ path: String) -> String { app + path }

    package static func checkoutPath(_ sessionId: String) -> String { "/__stripe/checkout/\(sessionId)" }
    package static func setupPath(_ setupId: String) -> String { "/__stripe/setup/\(setupId)" }
    package static func invoicePath(_ invoiceId: String) -> String { "/__stripe/invoices/\(invoiceId)" }
    package static func oauthPath(_ provider: String) -> String { "/__oauth/\(provider)" }
}
