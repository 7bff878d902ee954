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
        case .fired(let match, nil, _): "fired on \(match.description)"
        case .fired(let match, let draw?, let chance):
            "fired on \(match.description): the draw \(FaultTrace.rounded(draw)) is below the chance \(chance ?? 1)"
        case .heldBack(let match, let reason): reason.sentence(of: match)
        case .otherOperation: "is not on this operation"
        case .switchedOff: "is switched off"
        case .otherPhase(let expected, let actual):
            "wants phase \(Phrase.listed(expected)), and the world was in phase \(actual)"
        case .outsideWindow(let window, let actual):
            "is open \(window.description), and this was \(actual.durationText) after the start"
        case .mismatch(let fields): fields.map(\.sentence).joined(separator: "; ")
        case .nothingToCount(let per): "counts by \(per.key), and this call has none"
        case .outsideShare(let value, let standing, let share):
            "concerns a share of \(share), and \(JSON.string(value).text) stands at \(FaultTrace.rounded(standing))"
        case .gone(let keys): "cannot be judged: what \(keys.joined(separator: ", ")) looks at is no longer known"
        }
    }

    package var json: JSON {
        var object: JSONObject = [
            "fault": .string(faultID), "result": hasFired ? "fired" : "passed", "reason": .string(sentence),
        ]
        switch outcome {
        case .fired(let match, let draw, let chance):
            FaultTrace.append(match, to: &object)
            if let draw, let chance { FaultTrace.append(draw: draw, chance: chance, to: &object) }
        case .heldBack(let match, let reason):
            FaultTrace.append(match, to: &object)
            if case .draw(_, let draw, let chance) = reason {
                FaultTrace.append(draw: draw, chance: chance, to: &object)
            }
        case .mismatch(let fields):
            object.append("fields", .array(fields.map(\.json)))
        default: break
        }
        return .object(object)
    }

    /// Rounds to four decimals: enough to compare a draw with its chance.
    static func rounded(_ number: Double) -> String { "\((number * 10_000).rounded() / 10_000)" }

    private static func append(_ match: FaultMatch, to object: inout JSONObject) {
        object.append("n", .integer(match.n))
        if let value = match.value { object.append("value", .string(value)) }
    }

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

extension FaultMatch {
    /// `its match 3`, `its match 3 for "ada@example.com"`.
    fileprivate var description: String { "its match \(n)" + (value.map { " for \(TextForm.quoted($0))" } ?? "") }
}

extension FaultCounter.HeldBack {
    fileprivate func sentence(of match: FaultMatch) -> String {
        switch self {
        case .notNth(_, let nth): "was \(match.description), and it fires on \(Phrase.listed(nth.map(String.init)))"
        case .notYet(_, let after): "was \(match.description), and it lets the first \(after) pass"
        case .betweenEvery(_, let after, let every):
            "was \(match.description), and it fires on one match in \(every)\(after > 0 ? " after \(after)" : "")"
        case .draw(_, let draw, let chance):
            "drew \(FaultTrace.rounded(draw)) on \(match.description), which is not below the chance \(chance)"
        case .inARow(let inARow): "was \(match.description), and it had fired \(Counted(inARow, "time")) in a row"
        case .spent(let times): "has fired its \(Counted(times, "time"))"
        }
    }
}
