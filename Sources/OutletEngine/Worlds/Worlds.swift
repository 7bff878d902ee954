/// The worlds there are, each found by its name at once.
///
/// They stand in an array of their own, since a value in a dictionary cannot be looked at without a copy of it, and a
/// world is large.
struct Worlds: Sendable {
    private var indexByName: [String: Int] = [:]
    private var rows: [World] = []
    /// The names, by the ordinals of their worlds.
    private var names: [Int: String] = [:]
    /// The world that was asked for last; most requests follow one to the same.
    private var last = 0

    var count: Int { rows.count }
    var sortedNames: [String] { indexByName.keys.sorted() }
    /// In no order that means anything; for sums.
    var indices: Range<Int> { rows.indices }
    /// In the order of their names.
    var sortedIndices: [Int] { indexByName.sorted { $0.key < $1.key }.map(\.value) }

    mutating func find(_ name: String) -> Int? {
        if last < rows.count, rows[last].name == name { return last }
        guard let index = indexByName[name] else { return nil }
        last = index
        return index
    }

    func index(of name: String) -> Int? { indexByName[name] }

    /// The world in which an exchange stands; nil where it, or this era of it, is over.
    func index(of deliveryID: DeliveryID) -> Int? {
        guard let name = names[deliveryID.world], let index = indexByName[name],
            rows[index].journal.era == deliveryID.era
        else { return nil }
        return index
    }

    #if DEBUG
        /// Indices hold until a world is removed.
        ///
        /// Where nothing is optimised, a `_read` yields a copy of the world, and Swift 6.3 frees the copy before its reader is
        /// done with it: the process ends as soon as another thread takes that memory. Read in place, there is no copy.
        subscript(index: Int) -> World {
            unsafeAddress { rows.withUnsafeBufferPointer { address(of: index, in: $0) } }
            _modify { yield &rows[index] }
        }

        private func address(of index: Int, in rows: UnsafeBufferPointer<World>) -> UnsafePointer<World> {
            // Always so: callers go by the engine's own indices.
            guard rows.indices.contains(index), let start = rows.baseAddress else {
                preconditionFailure("an index is that of a world")
            }
            return start + index
        }
    #else
        /// Indices hold until a world is removed.
        subscript(index: Int) -> World {
            _read { yield rows[index] }
            _modify { yield &rows[index] }
        }
    #endif

    /// Adds a world and gives its place.
    mutating func append(_ world: World) -> Int {
        let old = indexByName.updateValue(rows.count, forKey: world.name)
        // Always so: the engine makes a world only where it has found none of the name.
        precondition(old == nil, "a world's name is its own")
        rows.append(world)
        names[world.ordinal] = world.name
        return rows.count - 1
    }

    /// Takes a world out; the last one moves into its place.
    mutating func remove(_ name: String) -> World? {
        guard let index = indexByName.removeValue(forKey: name) else { return nil }
        rows.swapAt(index, rows.count - 1)
        let world = rows.removeLast()
        names[world.ordinal] = nil
        if index < rows.count { indexByName[rows[index].name] = index }
        return world
    }
}
