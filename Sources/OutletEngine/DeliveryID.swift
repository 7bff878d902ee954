/// Identifies one exchange's answer between the engine and the event loop while it is being delivered.
package struct DeliveryID: Hashable, Sendable {
    /// The world's ordinal among all worlds ever made.
    let world: Int
    /// The number of times the world has been reset; a reset restarts exchange numbers at 1.
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
    /// All bytes to be sent were handed to the kernel before the client left.
    case handedOver
    /// The client closed or reset the connection before that.
    case clientLeft
    /// The server closed the connection before that: it is stopping, the world was reset or dropped, or the client read
    /// nothing for too long.
    case cut
}
