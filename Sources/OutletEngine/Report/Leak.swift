package import OutletContract

/// Something that a client left behind.
package struct Leak: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A pod that runs, or will run, and costs money.
        case rental
        case key
        case session
    }

    package var world: String
    package var kind: Kind
    /// For a session, only the first characters: the whole id would let anybody in.
    package var id: String
    package var user: String
    /// Zero for a key or a session.
    package var perHour: Cents

    package init(world: String, kind: Kind, id: String, user: String, perHour: Cents = .zero) {
        self.world = world
        self.kind = kind
        self.id = id
        self.user = user
        self.perHour = perHour
    }
}
