/// The worlds there are, each found by its name at once.
///
/// They stand in an array of their own, since a value in a dictionary cannot be looked at without a copy of it, and a
/// world is large.
struct Worlds: Sendable {
    private var places: [String: Int] = [:]
    private var rows: [LivingWorld] = []
    /// The names, by the ordinals of their worlds.
    private var names: [Int: String] = [:]
    /// The world that was asked for last; most requests follow one to the same.
    private var last = 0

    var count: Int { rows.count }
    var sortedNames: [String] { places.keys.sorted() }
    /// In no order that means anything; for sums.
    var indices: Range<Int> { rows.indices }
    /// In the order of their names.
    var sortedPlaces: [Int] { places.sorted { $0.key < $1.key }.map(\.value) }

    mutating func find(_ name: String) -> Int? {
        if last < rows.count, rows[last].name == name { return last }
        guard let place = places[name] else { return nil }
        last = place
        return place
    }

    func place(of name: String) -> Int? { places[name] }

    /// The world in which an exchange stands; nil where it, or this era of it, is over.
    func place(of receipt: Receipt) -> Int? {
        guard let name = names[receipt.world], let place = places[name], rows[place].journal.era == receipt.era
        else { return nil }
        return place
    }

    /// Places hold until a world is removed.
    subscript(place: Int) -> LivingWorld {
        _read { yield rows[place] }
        _modify { yield &rows[place] }
    }

    /// Adds a world and gives its place.
    mutating func append(_ world: LivingWorld) -> Int {
        let old = places.updateValue(rows.count, forKey: world.name)
        // Always so: the engine makes a world only where it has found none of the name.
        precondition(old == nil, "a world's name is its own")
        rows.append(world)
        names[world.ordinal] = world.name
        return rows.count - 1
    }

    /// Takes a world out; the last one moves into its place.
    mutating func remove(_ name: String) -> LivingWorld? {
        guard let place = places.removeValue(forKey: name) else { return nil }
        rows.swapAt(place, rows.count - 1)
        let world = rows.removeLast()
        names[world.ordinal] = nil
        if place < rows.count { places[rows[place].name] = place }
        return world
    }
}
