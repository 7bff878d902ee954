import OutletContract
import OutletEngine

/// The kind of value that an option takes, and its validation.
enum OptionValue: Hashable, Sendable {
    /// No value: the option is on or off.
    case onOff
    case text(String)
    /// `localhost` or a numeric address.
    case host
    /// The origin of pages, as sent by browsers.
    case origin
    /// A URL to which paths are appended.
    case baseURL
    /// A token that `Authorization: Bearer` can carry.
    case token
    /// The value of the session cookie.
    case session
    case path(String)
    case integer(String, ClosedRange<Int>)
    /// A number above zero and up to a maximum, fractions allowed.
    case factor(String, upTo: Double)
    case choice([String])
    /// `live`, `virtual` or an instant.
    case clock
    /// A length of time, such as `30s`.
    case duration(String)
    /// Exit codes and ranges of them, separated by commas.
    case exitCodes
    /// The name of an environment variable.
    case variable

    /// The value's name in the manual; nil if there is none.
    var name: String? {
        switch self {
        case .onOff: nil
        case .text(let name), .path(let name), .integer(let name, _), .factor(let name, _), .duration(let name): name
        case .choice(let words): words.joined(separator: "|")
        case .clock: "live|virtual|INSTANT"
        case .host: "HOST"
        case .origin: "ORIGIN"
        case .baseURL: "URL"
        case .token: "TOKEN"
        case .session: "SID"
        case .exitCodes: "CODES"
        case .variable: "NAME"
        }
    }

    /// Why `text` is not such a value, as the end of a sentence; nil if it is one.
    func problem(with text: String) -> String? {
        switch self {
        case .onOff:
            return OptionValue.truth(text) == nil ? "takes true or false" : nil
        case .path:
            return text.isEmpty ? "needs a value that is not empty" : nil
        case .text:
            if text.isEmpty { return "needs a value that is not empty" }
            let ends = [text.first, text.last]
            return ends.contains { $0?.isWhitespace == true } ? "needs a value without spaces around it" : nil
        case .host: return HostValue.problem(with: text)
        case .origin: return OriginForm.problem(with: text)
        case .baseURL: return OptionValue.problem(withBaseURL: text)
        case .token:
            if text.isEmpty { return "needs a value that is not empty" }
            return OptionValue.isVisible(text, but: "") ? nil : "takes visible ASCII characters without spaces"
        case .session:
            if text.lowercased().hasPrefix("sid=") { return "takes the cookie's value alone, without sid=" }
            if text.isEmpty { return "needs a value that is not empty" }
            return OptionValue.isVisible(text, but: "\",;\\") ? nil : "takes only what a cookie's value can hold"
        case .integer(_, let range):
            if let number = Int(text), range.contains(number) { return nil }
            let upper = range.upperBound == .max ? "up" : "to \(range.upperBound)"
            return "takes a whole number from \(range.lowerBound) \(upper)"
        case .factor(_, let most):
            if let number = Double(text), number > 0, number <= most { return nil }
            return "takes a number above 0 and at most \(Int(most)), such as 1, 0.5 or 60"
        case .choice(let words):
            if words.contains(text) { return nil }
            let nearest = Spelling.nearest(to: text, among: words).map { "; did you mean \($0)?" } ?? ""
            return "takes \(OptionValue.list(words))\(nearest)"
        case .duration:
            if let span = Span(duration: text), span > .zero { return nil }
            let meant = Span(duration: text + "s").map { $0 > .zero ? "; did you mean \(text)s?" : "" } ?? ""
            return "takes a duration such as 30s, 1.5s or 10m" + meant
        case .exitCodes:
            return OptionValue.codes(text) == nil ? "takes codes from 1 to 255 and ranges, such as 3,128-255" : nil
        case .variable:
            let isName = OptionValue.isVisible(text, but: "=") && text.first?.isNumber == false
            return isName ? nil : "takes the name of an environment variable"
        case .clock:
            if ["live", "virtual"].contains(text) || Instant(iso8601: text) != nil { return nil }
            let meant = OptionValue.instant(near: text) ?? Spelling.nearest(to: text, among: ["live", "virtual"])
            let question = meant.map { "; did you mean \($0)?" } ?? ""
            return "takes live, virtual or an instant such as \(Limits.virtualStart.iso8601)\(question)"
        }
    }

    /// Returns the value of an on-off variable; nil if it is neither.
    static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "true", "yes", "on": true
        case "", "0", "false", "no", "off": false
        default: nil
        }
    }

    /// Returns the codes of a list such as `3,128-255`; nil if it is no such list.
    static func codes(_ text: String) -> Set<Int>? {
        var codes: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count <= 2, let lower = ends.first ?? nil, let upper = ends.last ?? nil,
                lower >= 1, lower <= upper, upper <= 255
            else { return nil }
            codes.formUnion(lower...upper)
        }
        return codes
    }

    /// Completes a day to its first instant, or a time without a zone to an instant in UTC.
    private static func instant(near text: String) -> String? {
        ["T00:00:00Z", "Z", ":00Z"].map { text + $0 }.first { Instant(iso8601: $0) != nil }
    }

    private static func isVisible(_ text: String, but excluded: String) -> Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !excluded.utf8.contains($0) }
    }

    /// Why a text is no base URL. A trailing slash is allowed and removed where the URL is used.
    private static func problem(withBaseURL text: String) -> String? {
        let plain = String(text.prefix { !"?#".contains($0) })
        if plain == text, ServerURL(text) != nil, isVisible(text, but: "") { return nil }
        let candidates = text.firstRange(of: "://") == nil ? ["http://\(plain)"] : [plain]
        let meant = candidates.first { $0 != text && ServerURL($0) != nil && isVisible($0, but: "") }
        return "takes an http or https URL without a query" + (meant.map { "; did you mean \($0)?" } ?? "")
    }

    private static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }
}
