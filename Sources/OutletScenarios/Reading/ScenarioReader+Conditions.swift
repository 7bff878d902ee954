import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads `when`.
    mutating func conditions(
        _ node: JSONNode?, operations: Set<Operation>, at path: String
    ) -> [FaultCondition] {
        var conditions: [FaultCondition] = []
        for member in node?.members ?? [] {
            guard let subject = FaultCondition.Subject(member.key) else { continue }
            let alternatives = member.node.oneOrMore.compactMap(FaultCondition.Alternative.init)
            let condition = FaultCondition(subject: subject, alternatives: alternatives)
            checkSubject(member, subject, operations: operations, in: path)
            checkAlternatives(member, subject, in: path)
            conditions.append(subject == .user ? condition.comparingAddresses : condition)
        }
        return conditions
    }

    /// A path parameter that none of the operations has would never match.
    private mutating func checkSubject(
        _ member: JSONNode.Member, _ subject: FaultCondition.Subject, operations: Set<Operation>, in path: String
    ) {
        guard case .path(let name) = subject, !operations.isEmpty else { return }
        let names = Set(operations.flatMap(\.pathParameters)).sorted()
        guard !names.contains(name) else { return }
        let known = names.isEmpty ? "they have none" : "they have \(Phrase.listed(names, last: "and"))"
        let message = "none of the operations has a path parameter \(TextForm.quoted(name)); \(known)"
        let nearest = Nearest.word(to: name, in: names).map { "path.\($0)" }
        report(.unknownCondition, at: member, in: path, message, suggestion: nearest)
    }

    /// Users and families that nobody knows would never match.
    private mutating func checkAlternatives(
        _ member: JSONNode.Member, _ subject: FaultCondition.Subject, in path: String
    ) {
        let path = KeyChecker.path(path, member.key)
        for node in member.node.oneOrMore {
            guard let text = node.text, !text.contains("*") else { continue }
            switch subject {
            case .user:
                if EmailAddress(text) == nil {
                    report(.badAddress, at: node, path, TextForm.email.complaint(about: text) ?? "")
                }
                checkUser(text, at: node, path)
            case .body(["familyId"]) where Family(rawValue: text) == nil:
                let families = Vocabulary.families.words
                let nearest = Nearest.word(to: text, in: families)
                let rest = nearest == nil ? "; expected \(Phrase.listed(families))" : ""
                let message = "unknown GPU family \(TextForm.quoted(text))\(rest)"
                report(.unknownFamily, at: node, path, message, suggestion: nearest)
            default:
                break
            }
        }
    }
}

extension FaultCondition {
    /// The same condition with its addresses in the one form that addresses are compared in.
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
}
