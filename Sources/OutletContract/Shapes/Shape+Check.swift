package import OutletWire

/// Checks of a value against a shape: a single refusal names every wrong field, whatever is wrong with each.
///
/// Its code is that of the most serious problem: first a wrong shape, which is `validation_failed`; then a field's own
/// code, such as `invalid_count`; then a word that the operation does not know.
extension Shape {
    /// Throws a refusal if `body` does not fit the shape.
    package func check(_ body: JSONObject) throws(APIError) {
        var findings = Findings()
        check(body, path: "", &findings)
        for rule in rules {
            for finding in rule(body) where !findings.name(finding.problem.field) { findings.list.append(finding) }
        }
        try findings.judge()
    }

    /// What is wrong with one field.
    package struct Finding: Sendable {
        /// The most serious first.
        enum Weight: Int {
            case shape
            case ownCode
            case unknownWord
        }

        var weight: Weight
        var code: ErrorCode
        /// The refusal's message, if the code's own would name other limits.
        var message: String?
        var problem: FieldProblem

        /// Creates a finding. Only `validation_failed` has the weight of a wrong shape.
        init(_ code: ErrorCode, _ field: String, _ text: String) {
            weight = code == .validationFailed ? .shape : .ownCode
            self.code = code
            problem = FieldProblem(field, text)
        }
    }

    /// Everything that is wrong with an object, in the order of its fields.
    struct Findings {
        var list: [Finding] = []

        mutating func add(_ field: String, _ text: String) { list.append(Finding(.validationFailed, field, text)) }

        func name(_ field: String) -> Bool { list.contains { $0.problem.field == field } }

        func judge() throws(APIError) {
            guard let gravest = list.min(by: { $0.weight.rawValue < $1.weight.rawValue }) else { return }
            throw APIError(gravest.code, message: gravest.message, details: list.map(\.problem))
        }
    }

    func check(_ object: JSONObject, path: String, _ findings: inout Findings) {
        var found = 0
        // Accessed by index, because a field is expensive to copy.
        for index in fields.indices {
            let value = object[fields[index].name]
            if value != nil { found += 1 }
            switch value {
            case nil where fields[index].isOptional: break
            case nil: findings.add(path + fields[index].name, "is required")
            case .null? where fields[index].isNullable: break
            case let value?: fields[index].check(value, in: path, &findings)
            }
        }
        if !isOpen, found < object.members.count { checkNames(of: object, path: path, &findings) }
    }

    /// Names the first few unknown fields and counts the rest, so that a body full of them does not cost a long answer.
    private func checkNames(of object: JSONObject, path: String, _ findings: inout Findings) {
        var unknown = 0
        for key in object.keys where !fields.contains(where: { $0.name == key }) {
            unknown += 1
            if unknown <= Shape.mostNamed {
                let nearest = Spelling.question(key, among: fields.map(\.name))
                findings.add(path + key, "is not a field of this request\(nearest)")
            }
        }
        guard unknown > Shape.mostNamed else { return }
        let fieldPath = path.isEmpty ? "body" : String(path.dropLast())
        findings.add(fieldPath, "has \(Counted(unknown - Shape.mostNamed, "more unknown field"))")
    }

    private static let mostNamed = 20
}

extension Field {
    /// - Parameter path: the prefix of the field's name; the two are joined only if something is wrong.
    fileprivate func check(_ value: JSON, in path: String, _ findings: inout Shape.Findings) {
        if let wanted = type.mismatch(with: value) {
            findings.add(path + name, "must be \(wanted), not \(value.told)")
        } else if let sentence = type.rangeProblem(of: value) {
            var finding = Shape.Finding(refusal, path + name, sentence)
            if case .reference = type { finding.weight = .unknownWord }
            if case .integer(let range?) = type { finding.message = refusal.message(ofRange: range) }
            findings.list.append(finding)
        } else if case .object(let shape) = type, let object = value.object {
            shape.check(object, path: "\(path)\(name).", &findings)
        } else if case .list(let element) = type, let elements = value.array {
            for (index, item) in elements.enumerated() {
                let member = Field("\(index)", element, summary)
                member.check(item, in: "\(path)\(name).", &findings)
            }
        }
    }
}

extension FieldType {
    /// The kind of JSON value that is wanted if `value` is of another kind; nil if its kind is right.
    package func mismatch(with value: JSON) -> String? {
        switch self {
        case .boolean: value.bool == nil ? "true or false" : nil
        case .integer, .count: value.double == nil ? "a whole number" : nil
        case .number, .dollars: value.double == nil ? "a number" : nil
        case .duration: value.string == nil && value.double == nil ? "a duration or a number of seconds" : nil
        case .list: value.array == nil ? "a list" : nil
        case .object: value.object == nil ? "an object" : nil
        case .text, .choice, .reference, .email, .digits, .id, .instant, .url, .opaque, .cursor,
            .region:
            value.string == nil ? "a string" : nil
        }
    }

    /// What a value of the right kind must be, if it is not; nil if it is valid.
    package func rangeProblem(of value: JSON) -> String? {
        switch self {
        case .boolean, .dollars, .opaque, .list, .object, .url, .id: nil
        case .integer(let range): FieldType.integerProblem(of: value, range)
        case .duration(let limit): FieldType.problem(ofDuration: value, upTo: limit)
        case .count(let counts):
            value.wholeNumber.map(counts.contains) == true
                ? nil : "must be \(FieldType.listed(counts.map(String.init)))"
        case .number(let above, let upTo):
            value.double.map { $0 > above && $0 <= upTo } == true
                ? nil : "must be above \(FieldType.plain(above)) and at most \(FieldType.plain(upTo))"
        case .text(let range):
            range.flatMap { range in
                value.string.map { range.contains($0.unicodeScalars.count) } == true
                    ? nil : "must have \(range.lowerBound) to \(Counted(range.upperBound, "character"))"
            }
        case .choice(let words), .reference(let words):
            value.string.map { word in words.contains { $0.isSpelled(like: word) } } == true
                ? nil : "must be \(FieldType.listed(words))\(Spelling.question(value.string ?? "", among: words))"
        case .email:
            value.string.flatMap(EmailAddress.init) == nil ? "must be an address of the form user@host.tld" : nil
        case .digits(let count):
            value.string.map { $0.utf8.count == count && $0.utf8.allSatisfy { (48...57).contains($0) } } == true
                ? nil : "must be \(Counted(count, "digit"))"
        case .instant:
            value.string.flatMap(Instant.init(iso8601:)) == nil ? "must be a time such as 2026-06-07T08:00:00Z" : nil
        case .cursor:
            value.string.flatMap(Cursor.init(text:)) == nil ? Cursor.wanted : nil
        case .region:
            value.string.map(Region.isFilter) == true
                ? nil : "must be a country code such as US, or \(FieldType.listed(Region.areas))"
        }
    }

    private static func integerProblem(of value: JSON, _ range: ClosedRange<Int>?) -> String? {
        if let number = value.wholeNumber, range?.contains(number) ?? true { return nil }
        let isWhole = value.double.map { $0 == $0.rounded() } ?? false
        let bounds = range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? " that fits 64 bits"
        return "must be" + (isWhole && range != nil ? "" : " a whole number") + bounds
    }

    private static func problem(ofDuration value: JSON, upTo limit: Span) -> String? {
        do throws(Span.DurationProblem) {
            guard try Span.read(value, upTo: limit) == nil else { return nil }
            return "must not be negative"
        } catch {
            return "must be \(error.wanted), or a number of seconds"
        }
    }

    /// `a, b or c`.
    package static func listed(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : String(number)
    }
}

extension JSON {
    /// The number if it is whole, however it was written: `8.0` is 8, as in JSON Schema.
    package var wholeNumber: Int? {
        if case .integer(let number) = self { return number }
        guard let number = double, number == number.rounded(), number.magnitude < 9e15 else { return nil }
        return Int(number)
    }
}
