import OutletContract
import OutletScenarios
import OutletWire

/// The faults of a world and the periods in which each could fire, so that windows can express them.
struct FaultHistory {
    private struct Lane {
        var fault: JSON
        /// Whether the fault was in the scenario from the start.
        var isOwn: Bool
        var periods: [(from: Span, until: Span?)]
        /// Whether the fault was removed, so that its id may mean another one.
        var isForgotten = false

        var id: String { fault["id"]?.string ?? "" }
        var isOver: Bool { periods.last?.until != nil }
    }

    /// The faults from top to bottom. Removed ones keep their places.
    private var lanes: [Lane]

    init(_ faults: [JSON]) {
        lanes = faults.map { Lane(fault: $0, isOwn: true, periods: [(.zero, nil)]) }
    }

    mutating func take(_ entry: LeadRecord.Entry) {
        switch entry.act {
        case .added(let fault):
            lanes.insert(Lane(fault: fault, isOwn: false, periods: [(entry.at, nil)]), at: 0)
        case .removed(let id): end(id, at: entry.at, isGone: true)
        case .switched(let id, let isOn):
            if !isOn { return end(id, at: entry.at, isGone: false) }
            guard let place = place(of: id), lanes[place].isOver else { return }
            lanes[place].periods.append((entry.at, nil))
        case .replaced(let id, let fault):
            guard let place = place(of: id) else { return }
            end(id, at: entry.at, isGone: true)
            lanes.insert(Lane(fault: fault, isOwn: false, periods: [(entry.at, nil)]), at: place)
        case .phase, .change, .note: break
        }
    }

    private func place(of id: String) -> Int? { lanes.firstIndex { $0.id == id && !$0.isForgotten } }

    private mutating func end(_ id: String, at moment: Span, isGone: Bool) {
        guard let place = place(of: id) else { return }
        if !lanes[place].isOver, let last = lanes[place].periods.indices.last {
            lanes[place].periods[last].until = moment
        }
        lanes[place].isForgotten = isGone
    }

    /// The faults for a scenario file. Each period becomes a fault with its own id.
    var written: [JSON] {
        var taken = Set(lanes.map(\.id))
        var isFirst: Set<String> = []
        return lanes.flatMap { lane in
            lane.periods.compactMap { period -> JSON? in
                guard var fault = FaultHistory.windowed(lane.fault, period, isOwn: lane.isOwn).object else {
                    return nil
                }
                guard FaultHistory.opens(fault) else { return nil }
                if !isFirst.insert(lane.id).inserted { fault["id"] = .string(FaultHistory.free(lane.id, &taken)) }
                return .object(fault)
            }
        }
    }

    private static func free(_ id: String, _ taken: inout Set<String>) -> String {
        var number = 2
        while !taken.insert("\(id.prefix(90))-\(number)").inserted { number += 1 }
        return "\(id.prefix(90))-\(number)"
    }

    /// The fault limited to a period. A window that repeats is left unchanged.
    private static func windowed(_ fault: JSON, _ period: (from: Span, until: Span?), isOwn: Bool) -> JSON {
        guard var object = fault.object, object["again"] == nil else { return fault }
        if period.from > .zero || !isOwn {
            object["from"] = .string(max(period.from, span(object["from"]) ?? .zero).durationText)
        }
        if let until = period.until {
            object["until"] = .string(min(until, span(object["until"]) ?? until).durationText)
        }
        return .object(object)
    }

    private static func opens(_ fault: JSONObject) -> Bool {
        guard let until = span(fault["until"]) else { return true }
        return span(fault["from"]) ?? .zero < until
    }

    private static func span(_ value: JSON?) -> Span? { value.flatMap { try? Span.read($0) } }
}
