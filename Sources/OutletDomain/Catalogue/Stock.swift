package import OutletContract

/// The free GPUs of each family.
package struct Stock: Hashable, Sendable, Codable {
    private struct Pool: Hashable, Sendable, Codable {
        var family: Family
        var freeGPUs: Int
    }

    private var pools: [Pool]

    /// Uses the catalogue's own numbers for families not in `given`.
    package init(_ given: [Family: Int] = [:]) {
        pools = Family.allCases.map { Pool(family: $0, freeGPUs: given[$0] ?? $0.row.stockGPUs) }
    }

    /// Whether the family has exactly one pool, and at least zero GPUs in it.
    func holds(_ family: Family) -> Bool {
        let own = pools.filter { $0.family == family }
        return own.count == 1 && own[0].freeGPUs >= 0
    }

    package subscript(family: Family) -> Int {
        get { pools.first { $0.family == family }?.freeGPUs ?? 0 }
        set {
            // Always so: GPUs are taken only if the pool has enough; settings and documents must give 0 or more.
            precondition(newValue >= 0, "a pool has no fewer than no GPUs")
            guard let index = pools.firstIndex(where: { $0.family == family }) else { return }
            pools[index].freeGPUs = newValue
        }
    }
}
