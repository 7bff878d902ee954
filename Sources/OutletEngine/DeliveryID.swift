/// The name under which the engine and the event loop speak of one exchange's answer while it is on its way.
package struct DeliveryID: Hashable, Sendable {
    /// Which of all the worlds that there ever were.
    let world: Int
    /// How often the world had begun anew: a reset counts exchanges from 1 again.
    let era: Int
    /// The exchange's number.
    package let number: Int

    package init(world: Int, era: Int, number: Int) {
        self.world = world
        self.era = era
        self.number = number
    }
}

/// How a delivery ended, as the event loop saw it.
package enum DeliveryEnd: Hashable, Sendable {
    /// All bytes that were to leave have been handed to the kernel, before the client left.
    case handedOver
    /// The client closed or reset the connection before.
    case clientLeft
    /// The server ended the connection before: it stops, its world was reset or dropped, or the client read nothing for
    /// too long.
    case cut
}
