/// Why a caller that plays Stripe or a provider cannot end a checkout, setup, invoice or pod this way.
package enum SettleProblem: Error, Hashable, Sendable {
    case unknown
    case alreadySettled
    /// The pod has ended, or is already ending another way.
    case alreadyStopped
    /// A second card, in a world that refuses one.
    case cardAlreadyOnFile
}
