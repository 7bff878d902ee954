import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads `when`.
    mutating func conditions(
        _ node: JSONNode?, operations: Set<Operation>, at path: String
    ) -> [FaultCondition] {
        var conditions: [FaultCondition] = []
        for member in node?.members ?? [] {
            guard let subject = FaultSubject(member.key) else { continue }
            let alternatives = member.node.oneOrMore.compactMap(FaultCondition.Alternative.init)
            let condition = FaultCondition(subject: subject, alternatives: alternatives)
            checkSubject(subject, at: member, operations: operations, KeyChecker.path(path, member.key))
            checkAlternatives(member, subject, in: path)
            conditions.append(subject == .user ? condition.comparingAddresses : condition)
        }
        return conditions
    }

    /// Reads `per`.
    mutating func countedSubject(
        _ fault: JSONNode, operations: Set<Operation>, at path: String
    ) -> FaultSubject? {
        guard let per = fault.member("per"), let subject = per.node.text.flatMap(FaultSubject.init) else { return nil }
        checkSubject(subject, at: per, operations: operations, KeyChecker.path(path, "per"))
        return subject
    }

    /// Reports a path parameter or a rental that none of the operations has: it would never match.
    private mutating func checkSubject(
        _ subject: FaultSubject, at member: JSONNode.Member, operations: Set<Operation>, _ path: String
    ) {
        if operations.isEmpty { return }
        switch subject {
        case .path(let name):
            let names = Set(operations.flatMap(\.pathParameters)).sorted()
            if names.contains(name) { return }
            let known = names.isEmpty ? "they have none" : "they have \(Phrase.listed(names, last: "and"))"
            let message = "none of the operations has a path parameter \(TextForm.quoted(name)); \(known)"
            let nearest = Spelling.nearest(to: name, among: names).map { "path.\($0)" }
            checker.sink.report(.unknownCondition, at: member.keyOffset, path, message, suggestion: nearest)
        case .rental where !operations.contains(where: \.namesRental):
            let able = Operation.allCases.filter(\.namesRental).map(\.wireName)
            let message =
                "none of the operations names a rental in its path; those that do are "
                + Phrase.listed(able, last: "and")
            checker.sink.report(.unknownCondition, at: member.keyOffset, path, message)
        default: break
        }
    }

    /// Reports values that would never match, such as unknown users.
    private mutating func checkAlternatives(
        _ member: JSONNode.Member, _ subject: FaultSubject, in path: String
    ) {
        let path = KeyChecker.path(path, member.key)
        for node in member.node.oneOrMore {
            if !subject.canBe(node) {
                let message = "expected \(subject.wanted), found \(node.json.text)"
                report(.wrongType, at: node, path, message)
                continue
            }
            guard let text = node.text, !text.contains("*") else { continue }
            switch subject {
            case .user:
                if EmailAddress(text) == nil {
                    report(.badAddress, at: node, path, TextForm.email.complaint(about: text) ?? "")
                }
                checkUser(text, at: node, path)
            case .body(["familyId"]), .rental(.familyId): check(text, .families, at: node, path)
            case .rental(.status): check(text, .rentalStatuses, at: node, path)
            case .rental(.region): check(text, .regions, at: node, path)
            default:
                break
            }
        }
    }
}

extension ScenarioReader {
    /// Reports a word outside a fixed list.
    private mutating func check(_ word: String, _ vocabulary: Vocabulary, at node: JSONNode, _ path: String) {
        guard !vocabulary.words.contains(word) else { return }
        let nearest = Spelling.nearest(to: word, among: vocabulary.words)
        let rest = nearest == nil ? "; expected \(Phrase.listed(vocabulary.words))" : ""
        let message = "unknown \(vocabulary.noun) \(TextForm.quoted(word))\(rest)"
        report(vocabulary.kind, at: node, path, message, suggestion: nearest)
    }
}

extension FaultSubject {
    /// Whether the subject can ever have this value.
    fileprivate func canBe(_ node: JSONNode) -> Bool {
        switch (self, node.value) {
        case (_, .null): true
        case (.world(.hasCard), .bool): true
        case (.world(.hasCard), _): false
        case (.world, .integer), (.stock, .integer), (.rental(.ageSeconds), .integer): true
        case (.world, .string(let text)), (.stock, .string(let text)), (.rental(.ageSeconds), .string(let text)):
            NumberRange(text) != nil || text == "*"
        case (.world, _), (.stock, _), (.rental(.ageSeconds), _): false
        case (.rental, .string): true
        case (.rental, _): false
        default: true
        }
    }

    fileprivate var wanted: String {
        switch self {
        case .world(.hasCard): "true or false"
        case .rental(.status), .rental(.familyId), .rental(.region): "text"
        default: "a whole number, or a comparison such as \"<500\", \">=3\" or \"3..5\""
        }
    }
}

extension FaultCondition {
    /// The condition with its addresses in the form used to compare them.
    fileprivate var comparingAddresses: FaultCondition {
        var condition = self
        condition.alternatives = alternatives.map { alternative in
            switch alternative {
            case .text(let text): .text(EmailAddress(text)?.text ?? text)
            case .pattern(let pattern): .pattern(TextPattern(pattern.text.lowercased()))
            default: alternative
            }
        }
        return condition
    }
}

extension Operation {
    /// The names between braces in the operation's path.
    fileprivate var pathParameters: [String] {
        path.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
    }

    /// Whether its path contains a rental's id.
    package var namesRental: Bool { path.contains("/rentals/{") }
}
