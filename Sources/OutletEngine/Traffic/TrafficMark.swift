package import OutletContract
package import OutletWire

/// Something done to a world at a moment of the wall clock, shown with its traffic.
package struct TrafficMark: Hashable, Sendable {
    /// On the wall clock.
    package var at: Instant
    /// On the world's clock.
    package var worldTime: Instant
    package var what: JournalMark.Kind
    /// `phase outage`, `h100-80gb has 0 GPUs left`.
    package var text: String

    init(at: Instant, worldTime: Instant, what: JournalMark.Kind, text: String) {
        self.at = at
        self.worldTime = worldTime
        self.what = what
        self.text = text
    }

    package var json: JSON {
        [
            "at": .string(at.iso8601Milliseconds), "worldTime": .string(worldTime.iso8601Milliseconds),
            "what": .string(what.rawValue), "text": .string(text),
        ]
    }

    /// Nil if the document is not a mark. A kind known only to another version becomes `other`.
    init?(json: JSON) {
        guard let at = json["at"]?.string.flatMap(Instant.init(iso8601:)),
            let worldTime = json["worldTime"]?.string.flatMap(Instant.init(iso8601:)), let text = json["text"]?.string
        else { return nil }
        let what = json["what"]?.string.flatMap(JournalMark.Kind.init(rawValue:)) ?? .other
        self.init(at: at, worldTime: worldTime, what: what, text: text)
    }
}
