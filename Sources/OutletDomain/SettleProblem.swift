/// Why somebody who plays Stripe cannot end a checkout, a setup or an invoice so.
package enum SettleProblem: Error, Hashable, Sendable {
    case unknown
    case alreadySettled
    /// A second card, in a world that refuses one.
    case cardAlreadyOnFile
}
