import OutletContract
import OutletWire

/// Checks a located tree against the key tables and reports every violation: unknown keys, missing ones, values of a
/// wrong type, form or range, words outside their list. Code that builds values from the tree can rely on these checks.
struct KeyChecker {
    var sink: ProblemSink

    /// The number of unknown keys of one object that are named; finding the nearest word for each takes time.
    private static let mostNamed = 20

    mutating func check(_ node: JSONNode, _ shape: KeyShape, at path: String) {
        guard shape.takes(node.value) else {
            sink.report(.wrongType, at: node.offset, path, "expected \(shape.wanted), found \(node.json.told)")
            return
        }
        switch (shape, node.value) {
        case (.text(let form), .string(let text)):
            if let complaint = form.complaint(about: text) {
                let nearest = FaultSubject.nearest(to: text, in: form)
                sink.report(form.kind, at: node.offset, path, complaint, suggestion: nearest)
            }
        case (.word(let vocabulary), .string(let word)):
            check(word, vocabulary, at: node.offset, path)
        case (.integer(let range), .integer(let number)):
            if !range.contains(number) { report(outOf: range, at: node, path) }
        case (.number(let range), .integer), (.number(let range), .decimal):
            if node.json.double.map(range.contains) != true { report(outOf: range, at: node, path) }
        case (.object(let table), .object(let members)):
            check(members, of: node, table, at: path)
        case (.list(let element), .array(let elements)):
            for (index, node) in elements.enumerated() { check(node, element, at: "\(path)[\(index)]") }
        case (.oneOrMore(let element), .array(let elements)):
            if elements.isEmpty {
                sink.report(.emptyList, at: node.offset, path, "the list is empty; it needs at least one element")
            }
            for (index, node) in elements.enumerated() { check(node, element, at: "\(path)[\(index)]") }
        case (.oneOrMore(let element), _):
            check(node, element, at: path)
        case (.map(let form, let value), .object(let members)):
            for member in members {
                let path = KeyChecker.path(path, member.key)
                checkKey(member, form, at: path)
                check(member.node, value, at: path)
            }
        case (.wordMap(let vocabulary, let value), .object(let members)):
            for member in members {
                let path = KeyChecker.path(path, member.key)
                check(member.key, vocabulary, at: member.keyOffset, path)
                check(member.node, value, at: path)
            }
        case (.either(let shapes), _):
            if let shape = shapes.first(where: { $0.takes(node.value) }) { check(node, shape, at: path) }
        default:
            break
        }
    }

    private mutating func check(
        _ members: [JSONNode.Member], of node: JSONNode, _ table: KeyTable, at path: String
    ) {
        var unknown = 0
        for member in members {
            guard let row = table[member.key] else {
                unknown += 1
                if unknown <= KeyChecker.mostNamed {
                    reportUnknown(member, in: table, at: KeyChecker.path(path, member.key))
                }
                continue
            }
            check(member.node, row.shape, at: KeyChecker.path(path, member.key))
        }
        if unknown > KeyChecker.mostNamed {
            let message = "the object has \(Counted(unknown - KeyChecker.mostNamed, "more unknown key"))"
            sink.report(.unknownKey, at: node.offset, path, message)
        }
        for row in table.rows where row.isRequired && !members.contains(where: { $0.key == row.name }) {
            let message = "the key `\(row.name)` is missing, as in \(row.name): \(row.example.text)"
            sink.report(.missingKey, at: node.offset, path, message)
        }
    }

    private mutating func check(_ word: String, _ vocabulary: Vocabulary, at offset: Int, _ path: String) {
        guard !vocabulary.words.contains(word) else { return }
        let nearest = Spelling.nearest(to: word, among: vocabulary.words)
        var message = "unknown \(vocabulary.noun) \(TextForm.quoted(word))"
        if nearest == nil {
            message += "; " + (vocabulary.hint ?? "expected \(Phrase.listed(vocabulary.words))")
        }
        sink.report(vocabulary.kind, at: offset, path, message, suggestion: nearest)
    }

    private mutating func checkKey(_ member: JSONNode.Member, _ form: TextForm, at path: String) {
        guard let complaint = form.complaint(about: member.key) else { return }
        let nearest = FaultSubject.nearest(to: member.key, in: form)
        sink.report(form.kind, at: member.keyOffset, path, complaint, suggestion: nearest)
    }

    private mutating func reportUnknown(_ member: JSONNode.Member, in table: KeyTable, at path: String) {
        let names = table.rows.map(\.name)
        let nearest = Spelling.nearest(to: member.key, among: names)
        var message = "unknown key \(TextForm.quoted(member.key))"
        if nearest == nil { message += "; known here: \(Phrase.listed(names, last: "and"))" }
        sink.report(.unknownKey, at: member.keyOffset, path, message, suggestion: nearest)
    }

    private mutating func report(outOf range: ClosedRange<Int>, at node: JSONNode, _ path: String) {
        let wanted =
            range.upperBound == Int.max
            ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        sink.report(.outOfRange, at: node.offset, path, "\(node.json.text) is out of range; expected \(wanted)")
    }

    private mutating func report(outOf range: ClosedRange<Double>, at node: JSONNode, _ path: String) {
        let wanted = "from \(KeyChecker.plain(range.lowerBound)) to \(KeyChecker.plain(range.upperBound))"
        let literal = String(node.json.text.prefix(40))
        sink.report(.outOfRange, at: node.offset, path, "\(literal) is out of range; expected \(wanted)")
    }

    /// A whole number without its `.0`.
    static func plain(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : "\(number)"
    }

    /// `faults[0].id`; a key that does not read well after a dot goes in brackets.
    static func path(_ parent: String, _ key: String) -> String {
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { $0.isLetterOrDigit || $0.isOne(of: "_$-") }
        if !isPlain { return parent + "[\(TextForm.quoted(key))]" }
        return parent.isEmpty ? key : parent + "." + key
    }
}
