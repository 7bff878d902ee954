/// Why somebody who plays Stripe or a provider cannot end a checkout, a setup, an invoice or a pod so.
package enum SettleProblem: Error, Hashable, Sendable {
    case unknown
    case alreadySettled
    /// A pod whose life is over, or is ending otherwise.
    case alreadyStopped
    /// A second card, in a world that refuses one.
    case cardAlreadyOnFile
}
