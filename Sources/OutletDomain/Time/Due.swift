package import OutletContract

/// Something that will happen by itself at a moment.
package struct Due: Hashable, Sendable, Codable {
    /// In the order in which things of one moment happen.
    package enum Kind: Int, Sendable, Codable {
        /// A pod leaves provisioning, for better or worse.
        case podReady
        /// A running pod fails. It costs nothing, so no charge of that moment comes before.
        case podCrash
        /// A pod completes a minute that costs something.
        case charge
        case autoTopup
        /// A wallet is used up.
        case dry
        /// A pod reaches the end that its owner had set.
        case autoStop
        /// A stopping pod is gone, and its GPUs are free.
        case podGone
        case invoiceUncollectible
    }

    package let moment: Instant
    package let kind: Kind
    /// The id of the rental, user or invoice that it happens to: the last tie-breaker.
    package let id: String
    /// Where that stands in its table.
    package let index: Int

    private enum CodingKeys: String, CodingKey {
        case moment, kind, id
        case index = "place"
    }
}

extension Due: Comparable {
    package static func < (a: Due, b: Due) -> Bool {
        if a.moment != b.moment { return a.moment < b.moment }
        if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
        return a.id < b.id
    }
}
