package import OutletContract
package import OutletWire

/// What was done to a world at a moment of the wall clock, for people who look at its traffic.
package struct TrafficMark: Hashable, Sendable {
    /// On the wall clock.
    package var at: Instant
    /// On the world's.
    package var worldTime: Instant
    package var what: JournalMark.Kind
    /// `phase outage`, `h100-80gb has 0 GPUs left`.
    package var text: String

    package var json: JSON {
        [
            "at": .string(at.iso8601Milliseconds), "worldTime": .string(worldTime.iso8601Milliseconds),
            "what": .string(what.rawValue), "text": .string(text),
        ]
    }
}
