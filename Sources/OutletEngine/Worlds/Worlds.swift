/// All worlds, with fast lookup by name.
///
/// They are in a separate array, since a dictionary value cannot be read without copying it, and a world is large.
struct Worlds: Sendable {
    private var indexByName: [String: Int] = [:]
    private var rows: [World] = []
    /// World names by ordinal.
    private var names: [Int: String] = [:]
    /// The index of the last world found; most requests go to the same world as the one before.
    private var last = 0

    var count: Int { rows.count }
    var sortedNames: [String] { indexByName.keys.sorted() }
    /// In no particular order; for sums.
    var indices: Range<Int> { rows.indices }
    /// Sorted by name.
    var sortedIndices: [Int] { indexByName.sorted { $0.key < $1.key }.map(\.value) }

    mutating func find(_ name: String) -> Int? {
        if last < rows.count, rows[last].name == name { return last }
        guard let index = indexByName[name] else { return nil }
        last = index
        return index
    }

    func index(of name: String) -> Int? { indexByName[name] }

    /// The index of an exchange's world; nil if the world, or that era of it, is gone.
    func index(of deliveryID: DeliveryID) -> Int? {
        guard let name = names[deliveryID.world], let index = indexByName[name],
            rows[index].journal.era == deliveryID.era
        else { return nil }
        return index
    }

    #if DEBUG
        /// Indices are valid until a world is removed.
        ///
        /// Without optimisation, `_read` yields a copy of the world, and Swift 6.3 frees the copy before its reader is
        /// done with it: the process crashes as soon as another thread reuses that memory. Reading in place makes no
        /// copy.
        subscript(index: Int) -> World {
            unsafeAddress { rows.withUnsafeBufferPointer { address(of: index, in: $0) } }
            _modify { yield &rows[index] }
        }

        private func address(of index: Int, in rows: UnsafeBufferPointer<World>) -> UnsafePointer<World> {
            // Always so: callers use the engine's own indices.
            guard rows.indices.contains(index), let start = rows.baseAddress else {
                preconditionFailure("an index is that of a world")
            }
            return start + index
        }
    #else
        /// Indices are valid until a world is removed.
        subscript(index: Int) -> World {
            _read { yield rows[index] }
            _modify { yield &rows[index] }
        }
    #endif

    /// Adds a world and returns its index.
    mutating func append(_ world: World) -> Int {
        let old = indexByName.updateValue(rows.count, forKey: world.name)
        // Always so: the engine makes a world only where it has found none of the name.
        precondition(old == nil, "a world's name is its own")
        rows.append(world)
        names[world.ordinal] = world.name
        return rows.count - 1
    }

    /// Removes a world; the last one moves to its index.
    mutating func remove(_ name: String) -> World? {
        guard let index = indexByName.removeValue(forKey: name) else { return nil }
        rows.swapAt(index, rows.count - 1)
        let world = rows.removeLast()
        names[world.ordinal] = nil
        if index < rows.count { indexByName[rows[index].name] = index }
        return world
    }
}
