package import OutletContract

/// What somebody does on a provider's consent page.
package enum OAuthChoice: Hashable, Sendable {
    case account(EmailAddress)
    case cancel
    case noVerifiedEmail
}
