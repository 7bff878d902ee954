/// The catalogue that was made last. Worlds of one scenario have the same one, and so share its memory, which is most
/// of what a fresh world needs.
package struct Catalogues: Sendable {
    private var offers: [InitialState.Listing]?
    private var seed = 0
    private var newest: Catalogue?

    package init() {}

    /// - Parameters:
    ///   - offers: what a scenario gives; nil is the contract's table.
    package mutating func catalogue(_ offers: [InitialState.Listing]?, seed: Int) -> Catalogue {
        if let newest, self.seed == seed, self.offers == offers { return newest }
        let catalogue = Catalogue(offers, seed: seed)
        (self.offers, self.seed, newest) = (offers, seed, catalogue)
        return catalogue
    }
}
