import OutletContract
package import OutletWire

extension FaultTrace {
    package var hasFired: Bool {
        if case .fired = outcome { return true }
        return false
    }

    /// Why it fired or did not, in a sentence.
    package var sentence: String {
        switch outcome {
        case .fired(let n, nil, _): "fired on its match \(n)"
        case .fired(let n, let draw?, let chance):
            "fired on its match \(n): the draw \(FaultTrace.rounded(draw)) is below the chance \(chance ?? 1)"
        case .heldBack(_, let reason): reason.sentence
        case .otherOperation: "is not on this operation"
        case .switchedOff: "is switched off"
        case .otherPhase(let expected, let actual):
            "wants phase \(Phrase.listed(expected)), and the world was in phase \(actual)"
        case .outsideWindow(let from, let until, let actual):
            "is open \(FaultTrace.window(from, until)), and this was \(actual.durationText) after the start"
        case .mismatch(let fields): fields.map(\.sentence).joined(separator: "; ")
        case .bodyGone(let keys): "cannot be judged: the body that \(keys.joined(separator: ", ")) looks at is gone"
        }
    }

    package var json: JSON {
        var object: JSONObject = [
            "fault": .string(faultID), "result": hasFired ? "fired" : "passed", "reason": .string(sentence),
        ]
        switch outcome {
        case .fired(let n, let draw, let chance):
            object.append("n", .integer(n))
            if let draw, let chance { FaultTrace.append(draw: draw, chance: chance, to: &object) }
        case .heldBack(let n, let reason):
            object.append("n", .integer(n))
            if case .draw(_, let draw, let chance) = reason {
                FaultTrace.append(draw: draw, chance: chance, to: &object)
            }
        case .mismatch(let fields):
            object.append("fields", .array(fields.map(\.json)))
        default: break
        }
        return .object(object)
    }

    /// `from 2m until 3m`.
    static func window(_ from: Span?, _ until: Span?) -> String {
        [from.map { "from \($0.durationText)" }, until.map { "until \($0.durationText)" }].compactMap { $0 }
            .joined(separator: " ")
    }

    /// Four digits behind the point: enough to compare a draw with its chance.
    static func rounded(_ number: Double) -> String { "\((number * 10_000).rounded() / 10_000)" }

    private static func append(draw: Double, chance: Double, to object: inout JSONObject) {
        object.append("draw", .decimal("\(draw)"))
        object.append("chance", .decimal("\(chance)"))
    }
}

extension FaultTrace.Field {
    fileprivate var sentence: String {
        "\(key) should be \(expected.text), and \(actual.map { "was \($0.text)" } ?? "was missing")"
    }

    fileprivate var json: JSON {
        ["field": .string(key), "expected": expected, "actual": actual ?? .null]
    }
}

extension FaultCounter.HeldBack {
    fileprivate var sentence: String {
        switch self {
        case .notNth(let n, let nth): "was its match \(n), and it fires on \(Phrase.listed(nth.map(String.init)))"
        case .notYet(let n, let after): "was its match \(n), and it lets the first \(after) pass"
        case .betweenEvery(let n, let after, let every):
            "was its match \(n), and it fires on one match in \(every)\(after > 0 ? " after \(after)" : "")"
        case .draw(let n, let draw, let chance):
            "drew \(FaultTrace.rounded(draw)) on its match \(n), which is not below the chance \(chance)"
        case .spent(let times): "has fired its \(Counted(times, "time"))"
        }
    }
}
