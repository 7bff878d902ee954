import OutletContract

/// What an option takes, and how it is told right from wrong.
enum OptionValue: Hashable, Sendable {
    /// Nothing: the option is on or off.
    case onOff
    case text(String)
    case path(String)
    case integer(String, ClosedRange<Int>)
    /// A number above zero and at most so much, fractions allowed.
    case factor(String, upTo: Double)
    case choice([String])
    /// `live`, `virtual` or an instant.
    case clock

    /// The value's name in the manual; nil where there is none.
    var name: String? {
        switch self {
        case .onOff: nil
        case .text(let name), .path(let name), .integer(let name, _), .factor(let name, _): name
        case .choice(let words): words.joined(separator: "|")
        case .clock: "live|virtual|INSTANT"
        }
    }

    /// Why `text` is no such value, as the end of a sentence; nil where it is one.
    func problem(with text: String) -> String? {
        switch self {
        case .onOff:
            return OptionValue.truth(text) == nil ? "wants true or false" : nil
        case .text, .path:
            return text.isEmpty ? "wants a value that is not empty" : nil
        case .integer(_, let range):
            if let number = Int(text), range.contains(number) { return nil }
            let upper = range.upperBound == .max ? "up" : "to \(range.upperBound)"
            return "wants a whole number from \(range.lowerBound) \(upper)"
        case .factor(_, let most):
            if let number = Double(text), number > 0, number <= most { return nil }
            return "wants a number above 0 and at most \(Int(most)), as 1 or 0.5 or 60"
        case .choice(let words):
            if words.contains(text) { return nil }
            let nearest = Spelling.nearest(to: text, among: words).map { "; did you mean \($0)?" } ?? ""
            return "wants \(OptionValue.list(words))\(nearest)"
        case .clock:
            if ["live", "virtual"].contains(text) || Instant(iso8601: text) != nil { return nil }
            return "wants live, virtual or an instant as \(Limits.virtualStart.iso8601)"
        }
    }

    /// What an on-off variable says; nil where it says neither.
    static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "true", "yes", "on": true
        case "", "0", "false", "no", "off": false
        default: nil
        }
    }

    private static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }
}
