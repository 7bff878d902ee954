package import OutletContract
package import OutletWire

/// Something that happened to a world between its exchanges: a timeline step was done, or a control call changed its
/// phase, dials, faults or clock. A mark is not an exchange, has its own numbering, and is in no count.
package struct JournalMark: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The step's place in the scenario's timeline, from 0.
        case timeline(step: Int)
        case control(ControlCall)
    }

    /// Counted from 1 in each world, since it was made or last reset.
    package var number: Int
    /// The number of the newest exchange before it; 0 if there was none.
    package var after: Int
    package var at: Instant
    package var cause: Cause
    /// What was done, in the form of a timeline step.
    package var did: JSON
    /// The same, for people.
    package var text: String

    /// What a mark is about, for displays that tell the kinds apart.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case phase
        case dials
        case event
        case fault
        case clock
        case reset
        case scenario
        case state
        case settled
        case timeline
        case other
    }

    package var kind: Kind {
        switch cause {
        case .timeline: .timeline
        case .control(.setPhase): .phase
        case .control(.turnDials): .dials
        case .control(.happen): .event
        case .control(.addFault), .control(.setFault), .control(.removeFault),
            .control(.replaceFault):
            .fault
        case .control(.advanceClock), .control(.setClock): .clock
        case .control(.reset): .reset
        case .control(.putScenario): .scenario
        case .control(.importState): .state
        case .control(.settleCheckout), .control(.settleSetup), .control(.settleInvoice), .control(.settleRental):
            .settled
        case .control: .other
        }
    }

    package var json: JSON {
        var (word, step): (String, Int?) = ("timeline", nil)
        switch cause {
        case .timeline(let index): step = index
        case .control(let call): word = call.rawValue
        }
        return [
            "mark": .integer(number), "after": .integer(after), "at": .string(at.iso8601Milliseconds),
            "cause": .string(word), "step": .optional(step), "did": did, "text": .string(text),
        ]
    }
}
