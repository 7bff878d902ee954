/// The card on file, as far as a client may see it, and whether its bank declines payments.
package struct Card: Hashable, Sendable, Codable {
    package var brand: String
    package var last4: String
    package var expMonth: Int
    package var expYear: Int
    package var pmId: String
    /// Whether every payment with it is declined.
    package var declines: Bool
}
