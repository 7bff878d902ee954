import OutletContract
import OutletWire

extension Fault {
    /// Which calls it fires on: `On createRental with body.familyId "b200", the first 2 times.`
    package var matchSentence: String {
        var parts = ["On \(whichCalls)"]
        if !conditions.isEmpty {
            parts.append("with \(Phrase.listed(conditions.map(\.explanation), last: "and"))")
        }
        if !phases.isEmpty { parts.append("in phase \(Phrase.listed(phases))") }
        if !window.isAlways { parts.append("\(window.description) after the start") }
        let calls = parts.joined(separator: " ")
        return counter.isEveryMatch ? "\(calls), each time." : "\(calls), \(counter.explanation)."
    }

    /// What it does: `Answers 503 provider_pool_empty with Retry-After 30.`
    package var effectSentence: String {
        var parts: [String] = []
        if let change { parts.append("before the operation runs, \(change.explanation)") }
        if let staleness { parts.append("calls that only read see the world as it was \(staleness.durationText) ago") }
        if let delay { parts.append("holds the answer back \(delay.explanation)") }
        if let bodyDelay { parts.append("holds the body back \(bodyDelay.explanation) behind the head") }
        if let rate = dripBytesPerSecond { parts.append("sends the answer at \(Counted(rate, "byte")) a second") }
        if let answer { parts.append(answer.explanation) }
        if let goto { parts.append("moves the world into phase \(goto)") }
        let sentence = parts.joined(separator: ", ") + (answer == nil ? "; the search goes on." : ".")
        return sentence.prefix(1).uppercased() + sentence.dropFirst()
    }

    /// Both sentences, as `explain` prints them.
    package var sentences: String { "\(matchSentence) \(effectSentence)" }

    private var whichCalls: String {
        let description = selectors.map { selector in
            switch selector {
            case .operation(let operation): operation.wireName
            case .group(let group): "every \(group.rawValue) call"
            case .all: "every call"
            }
        }
        let named = Set(selectors.flatMap(\.operations))
        let narrowed = operations.count < named.count ? " that can send it (\(operations.count))" : ""
        return Phrase.listed(description) + narrowed
    }
}

extension FaultCondition {
    /// `body.familyId "b200"`.
    fileprivate var explanation: String {
        let values = alternatives.map { alternative in
            switch alternative {
            case .pattern(let pattern) where pattern.isAnything: "present"
            case .pattern(let pattern): "like \(JSON.string(pattern.text).text)"
            case .nothing: "missing"
            case .number(let range): range.description
            case .text, .scalar: alternative.json.text
            }
        }
        return "\(subject.key) \(Phrase.listed(values))"
    }
}

extension FaultCounter {
    /// Which matches it fires on: `the first 2 times`.
    fileprivate var explanation: String {
        var parts: [String] = []
        if !nth.isEmpty { parts.append("on match \(Phrase.listed(nth.map(String.init), last: "and"))") }
        if after > 0 { parts.append("after the first \(after)") }
        if every > 1 { parts.append("on one match in \(every)") }
        if let chance { parts.append("with chance \(chance.description)") }
        if let inARow { parts.append("never more than \(inARow) in a row") }
        if let times {
            let often = times == 1 ? "once" : "\(times) times"
            parts.append(parts.isEmpty ? (times == 1 ? "the first time" : "the first \(often)") : "at most \(often)")
        }
        if let per { parts.append((parts.isEmpty ? "each time " : "") + whom(per)) }
        return parts.joined(separator: ", ")
    }

    /// `for each user`, `for 10 % of the values of user, always the same ones`.
    private func whom(_ per: FaultSubject) -> String {
        guard let share else { return "for each \(per.key)" }
        return "for \(Phrase.percent(share)) of the values of \(per.key), always the same ones"
    }
}

extension FaultAnswer {
    fileprivate var explanation: String {
        let commits = runsOperation ? "lets the operation run and keep its effect, then " : ""
        switch (content, ending) {
        case (_, .reset): return commits + "resets the connection without an answer"
        case (_, .close): return commits + "closes the connection without an answer"
        case (_, .hang): return commits + "never answers"
        case (_, .garbage): return commits + "sends bytes that are not HTTP"
        case (_, .early): return "resets the connection when the request's head has arrived"
        case (.changedAnswer(let change), _): return "changes the operation's own answer: \(change.explanation)\(way)"
        case (.ownAnswer, .truncate(nil)): return "sends half of the operation's own answer, then closes"
        case (.ownAnswer, .stall(nil)): return "sends half of the operation's own answer, then nothing more"
        case (.ownAnswer, _): return "sends the operation's own answer\(way)"
        case (.error(let error), _): return commits + error.explanation + way
        case (.response(let said), _): return commits + "answers \(said.response.status)" + way
        }
    }

    /// How the answer is delivered: `, cut in half`.
    private var way: String {
        switch ending {
        case .truncate(nil): ", cut in half"
        case .truncate(let offset?): ", cut after \(Counted(Int(offset), "byte")) of its body"
        case .stall(nil): ", which stops half-way and never goes on"
        case .stall(let offset?): ", which stops after \(Counted(Int(offset), "byte")) of its body and never goes on"
        case .badChunk: ", in chunks that break off half-way"
        case .last(0): ", then closes the connection unannounced"
        case .last(let milliseconds):
            ", then closes the connection unannounced, \(Span.milliseconds(milliseconds).durationText) later"
        case .complete, .reset, .close, .hang, .early, .garbage: ""
        }
    }
}

extension AnswerChange {
    /// `status 202, body merged with {"status":"RUNNING"}, without listings.*.region`.
    fileprivate var explanation: String {
        var parts: [String] = []
        if let status { parts.append("status \(status)") }
        if let merge { parts.append("body merged with \(TextForm.shortened(merge.text))") }
        if !drop.isEmpty { parts.append("without \(Phrase.listed(drop.map(\.text), last: "and"))") }
        if !duplicate.isEmpty { parts.append("with \(Phrase.listed(duplicate.map(\.text), last: "and")) twice") }
        let set = headers.filter { $0.text != nil }.map(\.name)
        if !set.isEmpty { parts.append("with header \(Phrase.listed(set, last: "and"))") }
        let removed = headers.filter { $0.text == nil }.map(\.name)
        if !removed.isEmpty { parts.append("without header \(Phrase.listed(removed, last: "and"))") }
        return parts.joined(separator: ", ")
    }
}

extension FaultAnswer.InjectedError {
    fileprivate var explanation: String {
        let seconds = self.wait?.description ?? apiError.retryAfterSeconds.map(String.init)
        let wait = seconds.map { " with Retry-After \($0)" } ?? ""
        let text = message.map { ", saying \(JSON.string($0).text)" } ?? ""
        return "answers \(code.status) \(code.wireName)\(wait)\(text)"
    }
}

extension RetryWait {
    /// `5 to 15, drawn each time`, `30, as a date`.
    fileprivate var description: String {
        let length =
            switch length {
            case .seconds(let seconds): "\(seconds)"
            case .range(let range): "\(range.lowerBound) to \(range.upperBound), drawn each time"
            case .window: "until the window ends"
            }
        return length + (isDate ? ", as a date" : "")
    }
}

extension FaultDelay {
    fileprivate var explanation: String {
        switch self {
        case .fixed(let span): "by \(span.durationText)"
        case .ramp(let ramp):
            "by \(ramp.from.durationText), moving to \(ramp.to.durationText) over \(ramp.over.durationText)"
        case .lognormal(let median, let sigma):
            "by a lognormal time with median \(median.durationText) and sigma \(sigma)"
        case .range(let low, let high): "by \(low.durationText) to \(high.durationText)"
        case .percentiles(let points):
            "(\(points.map { "\(Int(($0.fraction * 100).rounded())) % take at most \($0.span.durationText)" }.joined(separator: ", ")))"
        }
    }
}

extension Ramp<Double> {
    /// `0.3`, `0, moving to 0.5 over 10m`.
    var description: String {
        if isLevel { return KeyChecker.plain(to) }
        return "\(KeyChecker.plain(from)), moving to \(KeyChecker.plain(to)) over \(over.durationText)"
    }
}

extension NumberRange {
    /// `below 500`, `from 3 to 5`.
    fileprivate var description: String {
        for (sign, word) in [("<=", "at most"), (">=", "at least"), ("<", "below"), (">", "above")]
        where text.hasPrefix(sign) {
            return "\(word) \(text.dropFirst(sign.count))"
        }
        return "from \(text.replacing("..", with: " to "))"
    }
}
