/// The catalogue made last. Worlds of one scenario and seed share it, which saves most of the memory of a fresh world.
package struct Catalogues: Sendable {
    private var offers: [InitialState.Listing]?
    private var seed = 0
    private var newest: Catalogue?

    package init() {}

    /// - Parameters:
    ///   - offers: a scenario's listings; nil means the contract's table.
    package mutating func catalogue(_ offers: [InitialState.Listing]?, seed: Int) -> Catalogue {
        if let newest, self.seed == seed, self.offers == offers { return newest }
        let catalogue = Catalogue(offers, seed: seed)
        (self.offers, self.seed, newest) = (offers, seed, catalogue)
        return catalogue
    }
}
