import OutletContract
import OutletScenarios
import OutletWire

/// One fault in a sentence: which calls, on which of them, and what happens.
struct FaultExplanation {
    let fault: Fault

    var sentence: String {
        let when = [calls, conditions, phases, window, matches].filter { !$0.isEmpty }
        return when.joined(separator: ", ") + ": " + (effects.isEmpty ? "nothing" : effects.joined(separator: "; "))
            + "."
    }

    /// `on any call to createRental or checkout`
    private var calls: String {
        let words = fault.selectors.map(\.word)
        let named = Set(fault.selectors.flatMap(\.operations))
        let left = named.count - fault.operations.count
        let rest = left > 0 ? " (the \(fault.operations.count) of \(named.count) that can send it)" : ""
        return (words == ["*"] ? "on every call" : "on calls to \(Phrasing.list(words, "or"))") + rest
    }

    private var conditions: String {
        fault.conditions.map { condition in
            let wanted = condition.alternatives.map(FaultExplanation.words)
            if case .user = condition.subject {
                return wanted == ["present"] ? "by somebody signed in" : "by \(Phrasing.list(wanted, "or"))"
            }
            return "with \(FaultExplanation.name(of: condition.subject)) \(Phrasing.list(wanted, "or"))"
        }.joined(separator: " and ")
    }

    private static func name(of subject: FaultCondition.Subject) -> String {
        switch subject {
        case .user: "user"
        case .body(let names): (["body"] + names).joined(separator: ".")
        case .query(let name): "query.\(name)"
        case .header(let name): "header.\(name)"
        case .path(let name): "path.\(name)"
        }
    }

    private static func words(_ alternative: FaultCondition.Alternative) -> String {
        switch alternative {
        case .pattern(let pattern): pattern.isAnything ? "present" : "like \(pattern.text)"
        case .text(let text): "\"\(text)\""
        case .scalar(let json): json.text
        case .nothing: "missing"
        }
    }

    private var phases: String {
        fault.phases.isEmpty ? "" : "in phase \(Phrasing.list(fault.phases, "or"))"
    }

    private var window: String {
        switch (fault.from, fault.until) {
        case (let from?, let until?): "from \(from.durationText) to \(until.durationText) of the world's life"
        case (let from?, nil): "after \(from.durationText) of the world's life"
        case (nil, let until?): "in the first \(until.durationText) of the world's life"
        case (nil, nil): ""
        }
    }

    private var matches: String {
        let counter = fault.counter
        var parts: [String] = []
        if !counter.nth.isEmpty { parts.append("only the \(Phrasing.list(counter.nth.map(Phrasing.ordinal), "and"))") }
        if counter.after > 0 { parts.append("after \(counter.after) of them") }
        if counter.every > 1 { parts.append("every \(Phrasing.ordinal(counter.every))") }
        if let chance = counter.chance { parts.append("with a chance of \(Phrasing.percent(chance))") }
        if let times = counter.times { parts.append(times == 1 ? "once" : "\(times) times at most") }
        return parts.joined(separator: ", ")
    }

    private var effects: [String] {
        var effects: [String] = []
        if let delay = fault.delay { effects.append("the answer waits \(FaultExplanation.words(delay))") }
        if let bytes = fault.dripBytesPerSecond { effects.append("the answer drips at \(bytes) bytes a second") }
        if let answer = fault.answer { effects.append(FaultExplanation.words(answer)) }
        if let phase = fault.goto { effects.append("the world moves to phase \(phase)") }
        return effects
    }

    private static func words(_ delay: FaultDelay) -> String {
        switch delay {
        case .fixed(let span): span.durationText
        case .range(let low, let high): "\(low.durationText) to \(high.durationText)"
        case .percentiles(let points):
            points.map { "p\(Int(($0.fraction * 100).rounded())) \($0.span.durationText)" }.joined(separator: ", ")
        }
    }

    private static func words(_ answer: FaultAnswer) -> String {
        let effect = answer.runsOperation ? "the operation takes effect, but " : ""
        switch answer.ending {
        case .reset: return effect + "the connection is reset without an answer"
        case .close: return effect + "the connection is closed without an answer"
        case .hang: return effect + "no answer ever comes"
        case .garbage: return effect + "the answer is not HTTP"
        case .truncate: return "half of \(words(answer.content)) is sent, then the connection is closed"
        case .complete: return effect + "the answer is \(words(answer.content))"
        }
    }

    private static func words(_ content: FaultAnswer.Content) -> String {
        switch content {
        case .ownAnswer: return "the operation's own answer"
        case .response(let response): return "status \(response.status), outside the contract"
        case .error(let error):
            let wait = error.apiError.retryAfterSeconds.map { " with Retry-After \($0)" } ?? ""
            return "\(error.code.status) \(error.code.wireName)\(wait)"
        }
    }
}
