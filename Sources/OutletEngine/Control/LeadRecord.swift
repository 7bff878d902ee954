import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// What control calls did to a world since it began, in order, so that it can be written as a scenario file.
struct LeadRecord: Sendable {
    enum Act: Sendable {
        case phase(String)
        /// Dials or events, as a member of a timeline's step.
        case change(key: String, JSON)
        /// The fault goes before all others.
        case added(JSON)
        case removed(String)
        case replaced(String, JSON)
        case switched(String, isOn: Bool)
        /// Something that a timeline cannot express.
        case note(String)
    }

    struct Entry: Sendable {
        /// The time since the world's start.
        var at: Span
        var act: Act
    }

    private(set) var entries: [Entry] = []
    /// Why the record is incomplete: too much was done, or a document replaced the world. Nil if it is complete.
    private(set) var gap: String?
    let mode: WorldClock.Mode
    let speed: Double

    /// A drill that somebody leads by hand has a few dozen entries.
    private static let mostEntries = 1000

    init(_ clock: WorldClock) { (mode, speed) = (clock.mode, clock.speed) }

    mutating func keep(_ act: Act, at moment: Span) {
        guard entries.count < LeadRecord.mostEntries else {
            gap = "more than \(LeadRecord.mostEntries) things were done to this world; reset it and lead it again"
            return
        }
        entries.append(Entry(at: moment, act: act))
    }

    mutating func keepImport() {
        gap = "this world was replaced by a state document, which no scenario file can say; reset it and lead it again"
    }
}

extension World {
    /// Records what a control call has done.
    ///
    /// - Parameter moment: when the call came, since the world's start. The call itself may move the clock.
    mutating func keep(_ asked: ControlRequest, at moment: Span) {
        if asked.call == .importState { return lead.keepImport() }
        if let act = act(of: asked) { lead.keep(act, at: moment) }
    }

    private func act(of asked: ControlRequest) -> LeadRecord.Act? {
        let id = asked.parameters.first?.value ?? ""
        let body = asked.body
        switch asked.call {
        case .setPhase: return .phase(run.phase)
        case .turnDials, .happen:
            let said = (try? JSONNode.parse(asked.request.body, dialect: .relaxed).json) ?? .null
            return .change(key: asked.call == .turnDials ? "set" : "event", said)
        case .addFault: return (run.faults.first?.document).map(LeadRecord.Act.added)
        case .removeFault: return .removed(id)
        case .replaceFault:
            let fault = Fault.idIfRead(asked.request.body).flatMap { id in run.faults.first { $0.id == id } }
            return fault.map { .replaced(id, $0.document) }
        case .setFault: return .switched(id, isOn: body["enabled"]?.bool ?? true)
        case .advanceClock:
            return .note("the clock was moved forward by \((asked.span("by") ?? .zero).durationText)")
        case .setClock: return .note("the clock was set: \(JSON.object(body).text)")
        case .settleCheckout, .settleSetup, .settleInvoice, .settleRental:
            return .note("\(id): \(body["outcome"]?.string ?? "settled") by hand")
        default: return nil
        }
    }
}

extension Fault {
    /// The id of the fault in this text; nil if the text cannot be read as a fault.
    fileprivate static func idIfRead(_ text: [UInt8]) -> String? { (try? Fault.read(text))?.id }
}
