import OutletContract
import OutletWire

extension Expectation {
    /// The clause in plain words: `createRental is called exactly 4 times`.
    package var explanation: String {
        switch clause {
        case .calls(let calls): calls.explanation
        case .order(let selectors): "\(selectors.map(\.word).joined(separator: ", then ")), in this order"
        case .verdict(let name): "the verdict \(name.rawValue) passes"
        case .met(let codes): "the client meets \(Phrase.listed(codes.map(\.wireName), last: "and"))"
        case .leaks(let count): count == 0 ? "nothing leaks" : "\(Counted(count, "leak")) in all"
        case .unmatched(let count):
            count == 0 ? "every request matches an operation" : "\(Counted(count, "request")) without an operation"
        case .recovers(let selector, let within):
            "\(selector.word) succeeds again within \(within.durationText) after its last failure on the server's side"
        case .succeeds(let logicalCalls, let share):
            "at least \(Phrase.percent(share)) of the logical calls of \(logicalCalls.selector.word)\(logicalCalls.window.begun) end well"
        case .delivered(let selector, let share):
            "at least \(Phrase.percent(share)) of the answers of \(selector.word) arrive whole"
        }
    }
}

extension Expectation.Calls {
    package var explanation: String {
        var parts = [selector.word]
        if !conditions.isEmpty {
            parts.append("with " + conditions.map { "\($0.subject.key) \($0.json.text)" }.joined(separator: " and "))
        }
        if status != nil || error != nil {
            parts.append(
                "answered " + [status.map(String.init), error?.wireName].compactMap { $0 }.joined(separator: " "))
        }
        if let phase { parts.append("in phase \(phase)") }
        return "\(parts.joined(separator: " ")) is called \(Expectation.howOften(count))"
    }
}

extension Expectation {
    /// `exactly 4 times`, `at least once`.
    package static func howOften(_ count: ClosedRange<Int>) -> String {
        let low = times(count.lowerBound)
        let high = times(count.upperBound)
        if count.lowerBound == count.upperBound { return count.lowerBound == 0 ? "never" : "exactly \(low)" }
        if count.upperBound == Int.max { return count.lowerBound == 0 ? "any number of times" : "at least \(low)" }
        return count.lowerBound == 0 ? "at most \(high)" : "at least \(low) and at most \(high)"
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}

extension FaultWindow {
    /// ` begun from 5m until 9m after the start`.
    fileprivate var begun: String { isAlways ? "" : " begun \(description) after the start" }
}
