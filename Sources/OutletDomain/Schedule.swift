import OutletContract

/// Everything that will happen by itself, each thing once.
///
/// The latest stands first, so that the next one is taken off the end; a binary search finds the place of any other.
/// There is one entry for each pod and a few for each user: moving entries aside costs less than a heap's bookkeeping,
/// and nothing stale stays behind that would tell one history of the same state from another.
struct Schedule: Hashable, Sendable, Codable {
    private(set) var dues: [Due] = []

    var next: Due? { dues.last }

    /// Takes off the next thing that is due by `moment`.
    mutating func popNext(by moment: Instant) -> Due? {
        guard let next = dues.last, next.moment <= moment else { return nil }
        return dues.removeLast()
    }

    /// Adds a due thing; one that is there already stays once.
    mutating func insert(_ due: Due) {
        let place = place(for: due)
        if place < dues.count, dues[place] == due { return }
        dues.insert(due, at: place)
    }

    /// Takes back a due thing. The one that is happening at this moment has left already.
    mutating func remove(_ due: Due, at now: Instant) {
        let place = place(for: due)
        guard place < dues.count, dues[place] == due else {
            precondition(due.moment <= now, "what will happen is in the schedule until it happens")
            return
        }
        dues.remove(at: place)
    }

    /// The first place whose entry is not later than `due`.
    private func place(for due: Due) -> Int {
        var low = 0
        var high = dues.count
        while low < high {
            let middle = (low + high) / 2
            if due < dues[middle] { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
