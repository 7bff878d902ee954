package import OutletContract

/// Something that will happen by itself at a moment: a due event.
package struct Due: Hashable, Sendable, Codable {
    /// In the order in which events of the same moment happen.
    package enum Kind: Int, Sendable, Codable {
        /// A pod leaves provisioning: it runs or has failed.
        case podReady
        /// A running pod fails. It then costs nothing, so this comes before a charge at the same moment.
        case podCrash
        /// A pod completes a minute that costs something.
        case charge
        case autoTopup
        /// A wallet is used up.
        case dry
        /// A pod has run for as long as its owner allowed.
        case autoStop
        /// A stopping pod is gone, and its GPUs are free.
        case podGone
        case invoiceUncollectible
    }

    package let moment: Instant
    package let kind: Kind
    /// The id of the rental, user or invoice concerned: the last tie-breaker.
    package let id: String
    /// Its index in its table.
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
