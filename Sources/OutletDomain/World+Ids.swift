package import OutletContract

/// Ids, one-time codes and session ids: each a pure function of the seed, what it is for, and the how-manieth it is.
extension World {
    /// The next id of its kind; its time part is `now`.
    package mutating func newId(_ kind: ResourceKind) -> String {
        kind.id(seed: seed, ordinal: idCounters.next(kind.rawValue), at: now)
    }

    /// A stream of chance of its own for the next thing made for this purpose.
    mutating func nextDraw(_ purpose: String) -> SeededDraw {
        SeededDraw(seed: seed, purpose: purpose, ordinal: idCounters.next(purpose))
    }
}
