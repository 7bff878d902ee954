/// The worlds there are, each found by its name at once.
///
/// They stand in an array of their own, since a value in a dictionary cannot be looked at without a copy of it, and a
/// world is large.
struct Worlds: Sendable {
    private var places: [String: Int] = [:]
    private var rows: [LivingWorld] = []
    /// The world that was asked for last; most requests follow one to the same.
    private var last = 0

    var count: Int { rows.count }
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

    /// Places hold until a world is removed.
    subscript(place: Int) -> LivingWorld {
        _read { yield rows[place] }
        _modify { yield &rows[place] }
    }

    /// Adds a world and gives its place.
    mutating func append(_ world: LivingWorld) -> Int {
        let old = places.updateValue(rows.count, forKey: world.name)
        precondition(old == nil, "a world's name is its own")
        rows.append(world)
        return rows.count - 1
    }

    /// Takes a world out; the last one moves into its place.
    mutating func remove(_ name: String) -> LivingWorld? {
        guard let place = places.removeValue(forKey: name) else { return nil }
        rows.swapAt(place, rows.count - 1)
        let world = rows.removeLast()
        if place < rows.count { places[rows[place].name] = place }
        return world
    }
}
