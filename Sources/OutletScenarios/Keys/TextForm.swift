import OutletContract
import OutletWire

/// The forms that text can be required to have.
enum TextForm: Sendable {
    /// Any text.
    case text(maximum: Int)
    /// Text on one line.
    case line(maximum: Int)
    case scenarioName
    case faultID
    case phase
    case email
    /// An address, or `caller`.
    case account
    case sessionID
    case duration
    /// A duration above zero and at most `Fault.longestStaleness`.
    case staleness
    /// A duration between repetitions.
    case period
    /// A duration, or two with `..` between them.
    case durationOrRange
    case instant
    /// A range of seconds, or `window`.
    case wait
    case oneTimeCode
    case lastFourDigits
    case url
    case headerName
    case headerValue
    /// Method and target, as in `POST /v1/rentals`.
    case requestLine
    /// A key of `when`.
    case conditionKey
    /// A key of `when` that looks only at the request.
    case requestKey
    /// The value of `per`.
    case countedSubject
    case publicKey
    /// A dotted path into a JSON value.
    case jsonPath

    /// The problem kind of text without the form.
    var kind: ProblemKind {
        switch self {
        case .duration, .period, .staleness, .durationOrRange: .badDuration
        case .instant: .badInstant
        case .email, .account: .badAddress
        case .publicKey: .badPublicKey
        case .conditionKey, .requestKey, .countedSubject: .unknownCondition
        default: .badForm
        }
    }

    /// The expected text, in words.
    var wanted: String {
        switch self {
        case .text(let maximum): "text of at most \(maximum) characters"
        case .line(let maximum): "text on one line of at most \(maximum) characters"
        case .scenarioName: "a name of lower-case letters, digits, `.`, `_` and `-`, such as \"pool-empty\""
        case .faultID: "an id of visible ASCII characters without spaces, `/`, `?`, `;` and quotes, at most 100 of them"
        case .phase: "a phase's name of letters, digits, `.`, `_` and `-`"
        case .email: "an address of the form user@host.tld"
        case .account: "an address of the form user@host.tld, or `caller`"
        case .sessionID: "a session id of letters, digits, `.`, `_`, `~` and `-`, at most 128 of them"
        case .duration: Span.DurationProblem.form.wanted
        case .staleness: "a duration of more than 0s and at most \(Fault.longestStaleness.durationText)"
        case .period: "a duration of at least \"\(TimelineStep.shortestPeriod.durationText)\", such as \"10m\""
        case .durationOrRange: "a duration such as \"250ms\", or a range such as \"50ms..2s\""
        case .instant: "a time such as \"2026-06-07T08:00:00Z\""
        case .wait: "a range of seconds such as \"5..15\", or \"window\""
        case .oneTimeCode: "a code of six digits, such as \"123456\""
        case .lastFourDigits: "four digits, such as \"4242\""
        case .url: "an absolute URL without a query, such as \"http://localhost:3000\""
        case .headerName: "a header's name, such as \"Retry-After\""
        case .headerValue: "a header's value of visible ASCII characters and spaces"
        case .requestLine: "a method and a path, such as \"POST /v1/rentals\""
        case .conditionKey:
            "`user`, or `body.`, `query.`, `header.`, `path.`, `world.` or `rental.` with a name behind it"
        case .requestKey: "`user`, or `body.`, `query.`, `header.` or `path.` with a name behind it"
        case .countedSubject:
            "`user`, `session`, `connection`, or `body.`, `query.`, `header.` or `path.` with a name behind it"
        case .publicKey: "an SSH public key on one line"
        case .jsonPath: "a path such as \"listings.0.region\" or \"listings.*.region\""
        }
    }

    /// The form as a regular expression (ECMA-262), if it can be one.
    var pattern: String? {
        switch self {
        case .text, .email, .publicKey, .line: nil
        case .account: "^\(WorldChange.Account.callerWord)$|\(EmailAddress.pattern)"
        case .scenarioName: "^[a-z0-9][a-z0-9._-]{0,63}$"
        case .faultID: "^[!#-.0-:<->@-~]{1,100}$"
        case .phase: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
        case .sessionID: "^[A-Za-z0-9._~-]{1,128}$"
        case .duration, .period, .staleness: "^\(Span.durationPattern)$"
        case .durationOrRange: "^\(Span.durationPattern)(\\.\\.\(Span.durationPattern))?$"
        case .instant: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$"
        case .wait: RetryWait.Length.pattern
        case .oneTimeCode: "^[0-9]{6}$"
        case .lastFourDigits: "^[0-9]{4}$"
        case .url: "^https?://[!\"$-.0->@-~][!\"$->@-~]*$"
        case .headerName: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
        case .headerValue: "^[ -~]*$"
        case .requestLine: "^[A-Z]+ /[!-~]*$"
        case .conditionKey:
            "^(user|\(FaultSubject.factKeys.joined(separator: "|").replacing(".", with: "\\."))|"
                + "(body|query|header|path)\\..+)$"
        case .requestKey: "^(user|(body|query|header|path)\\..+)$"
        case .jsonPath: "^[^.]+(\\.[^.]+)*$"
        case .countedSubject: "^(user|session|connection|(body|query|header|path)\\..+)$"
        }
    }

    var maximumLength: Int? {
        switch self {
        case .text(let maximum), .line(let maximum): maximum
        default: nil
        }
    }
}

extension TextForm {
    /// Why `text` does not have this form; nil if it does.
    func complaint(about text: String) -> String? {
        if case .publicKey = self { return SSHPublicKey.problem(text)?.sentence }
        if case .duration = self { return TextForm.complaint(aboutDuration: text) }
        if case .durationOrRange = self, let end = TextForm.unfitEnd(ofRange: text) {
            return TextForm.complaint(aboutDuration: end)
        }
        return admits(text) ? nil : "expected \(wanted), found \(TextForm.quoted(text))"
    }

    private static func complaint(aboutDuration text: String) -> String? {
        do throws(Span.DurationProblem) {
            _ = try Span.read(duration: text)
            return nil
        } catch {
            return "expected \(error.wanted), found \(quoted(text))"
        }
    }

    /// The duration or range end that has the right form but is invalid.
    private static func unfitEnd(ofRange text: String) -> String? {
        text.split(separator: "..").map(String.init).first { end in
            do throws(Span.DurationProblem) {
                _ = try Span.read(duration: end)
                return false
            } catch {
                return error != .form
            }
        }
    }

    private func admits(_ text: String) -> Bool {
        let bytes = text.utf8
        switch self {
        case .text(let maximum): return text.unicodeScalars.count <= maximum
        case .line(let maximum): return text.unicodeScalars.count <= maximum && bytes.allSatisfy { $0 >= 0x20 }
        case .scenarioName:
            return bytes.count <= 64 && bytes.first.map(\.isLowercaseOrDigit) == true
                && bytes.allSatisfy { $0.isLowercaseOrDigit || $0.isOne(of: "._-") }
        case .faultID:
            return (1...100).contains(bytes.count)
                && bytes.allSatisfy { (0x21...0x7E).contains($0) && !$0.isOne(of: "/?;\"") }
        case .phase:
            return bytes.count <= 64 && bytes.first.map(\.isLetterOrDigit) == true
                && bytes.allSatisfy { $0.isLetterOrDigit || $0.isOne(of: "._-") }
        case .email: return EmailAddress(text) != nil
        case .account: return WorldChange.Account(text) != nil
        case .sessionID:
            return (1...128).contains(bytes.count) && bytes.allSatisfy { $0.isLetterOrDigit || $0.isOne(of: "._~-") }
        case .duration: return Span(duration: text) != nil
        case .staleness: return Span(duration: text).map { .zero < $0 && $0 <= Fault.longestStaleness } ?? false
        case .period: return Span(duration: text).map { $0 >= TimelineStep.shortestPeriod } ?? false
        case .durationOrRange: return FaultDelay(text) != nil
        case .instant: return Instant(iso8601: text) != nil
        case .wait: return RetryWait.Length(text) != nil
        case .oneTimeCode: return bytes.count == 6 && bytes.allSatisfy(\.isDigit)
        case .lastFourDigits: return bytes.count == 4 && bytes.allSatisfy(\.isDigit)
        case .url:
            let rest = text.hasPrefix("http://") ? text.dropFirst(7) : text.dropFirst(8)
            return (text.hasPrefix("http://") || text.hasPrefix("https://")) && !rest.isEmpty && rest.first != "/"
                && rest.utf8.allSatisfy { (0x21...0x7E).contains($0) && !$0.isOne(of: "?#") }
        case .headerName:
            return !bytes.isEmpty && bytes.allSatisfy { $0.isLetterOrDigit || $0.isOne(of: "!#$%&'*+.^_`|~-") }
        case .headerValue: return bytes.allSatisfy { (0x20...0x7E).contains($0) }
        case .requestLine: return RequestLineText(text) != nil
        case .conditionKey: return FaultSubject(text).map { !$0.isCounterOnly } ?? false
        case .requestKey: return FaultSubject(text).map { !$0.isCounterOnly && !$0.isFact } ?? false
        case .countedSubject: return FaultSubject(text).map { !$0.isFact } ?? false
        case .publicKey: return true
        case .jsonPath: return JSONPath(text) != nil
        }
    }

    /// The text in quotes, cut if long, to keep messages short.
    static func quoted(_ text: String) -> String { JSON.string(shortened(text)).text }

    /// The text, cut if long.
    static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 60 ? text : String(text.prefix(59)) + "…"
    }
}
