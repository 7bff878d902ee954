package import OutletContract

/// What the user does on a provider's consent page.
package enum OAuthChoice: Hashable, Sendable {
    case account(EmailAddress)
    case cancel
    case noVerifiedEmail
}
