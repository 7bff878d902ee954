package import OutletContract

/// The GPUs of each family that nobody holds.
package struct Stock: Hashable, Sendable, Codable {
    private struct Pool: Hashable, Sendable, Codable {
        var family: Family
        var freeGPUs: Int
    }

    private var pools: [Pool]

    /// The catalogue's own stock, where `given` does not say otherwise.
    package init(_ given: [Family: Int] = [:]) {
        pools = Family.allCases.map { Pool(family: $0, freeGPUs: given[$0] ?? $0.row.stockGPUs) }
    }

    /// Whether the family has one pool, and not less than nothing in it.
    func holds(_ family: Family) -> Bool {
        let own = pools.filter { $0.family == family }
        return own.count == 1 && own[0].freeGPUs >= 0
    }

    package subscript(family: Family) -> Int {
        get { pools.first { $0.family == family }?.freeGPUs ?? 0 }
        set {
            // Always so: GPUs are taken only where the pool has as many; dials and documents are read from 0 on.
            precondition(newValue >= 0, "a pool has no fewer than no GPUs")
            guard let index = pools.firstIndex(where: { $0.family == family }) else { return }
            pools[index].freeGPUs = newValue
        }
    }
}
