import OutletContract
import OutletWire

/// Every field of every body and query, from the contract's tables: left out, null, of another kind, out of range, and
/// in queries also at the bounds. All these bodies are refused, so nothing changes.
extension Conformance {
    mutating func askFields() {
        for operation in Operation.allCases {
            if mayWrite, operation != .stripeWebhook, let shape = operation.bodyShape { askBody(operation, shape) }
            if operation.needsSession { askQuery(operation) }
        }
    }

    // MARK: Bodies

    private mutating func askBody(_ operation: Operation, _ shape: Shape) {
        let whole = shape.example.object ?? JSONObject()
        for field in shape.fields {
            if !field.isOptional { refuse(operation, whole.with(field.name, nil), .validationFailed, field.name) }
            if !field.isNullable { refuse(operation, whole.with(field.name, .null), .validationFailed, field.name) }
            refuse(operation, whole.with(field.name, field.type.otherKind), .validationFailed, field.name)
            for value in field.type.outOfRange {
                refuse(operation, whole.with(field.name, value), field.refusal, field.name)
            }
        }
        refuse(operation, whole.with("surprise", 1), .validationFailed, "surprise")
        for text in ["[]", "{\"a\":", "null"] {
            let body = Question.Body.bytes(Array(text.utf8), contentType: "application/json")
            refusal(.validationFailed, of: Question(operation).sending(body))
        }
        let form = Question.Body.bytes(whole.text, contentType: "text/plain")
        refusal(.validationFailed, of: Question(operation).sending(form))
    }

    private mutating func refuse(_ operation: Operation, _ body: JSONObject, _ code: ErrorCode, _ field: String) {
        refusal(code, of: Question(operation, body: .object(body)), field: code == .invalidEmail ? nil : field)
    }

    // MARK: Queries

    private mutating func askQuery(_ operation: Operation) {
        for field in operation.queryShape.fields {
            for text in field.type.wrongTexts {
                let question = Question(operation, query: [(field.name, text)])
                refusal(.validationFailed, of: question, field: field.name)
            }
            for text in field.type.boundTexts {
                answer(to: Question(operation, query: [(field.name, text)]))
            }
        }
    }
}

extension FieldType {
    /// A value of another kind than the field's.
    fileprivate var otherKind: JSON {
        switch self {
        case .boolean: "true"
        case .integer, .count, .number, .dollars: "1"
        case .list, .object: "{}"
        case .text, .choice, .reference, .email, .digits, .id, .instant, .url, .opaque, .cursor, .region: 17
        case .duration: true
        }
    }

    /// Values of the right kind, one step outside the range on either side.
    fileprivate var outOfRange: [JSON] {
        switch self {
        case .integer(let range?):
            [range.lowerBound - 1, range.upperBound == .max ? nil : range.upperBound + 1].compactMap {
                $0.map(JSON.integer)
            } + [.decimal("\(range.lowerBound).5"), .decimal("1e30")]
        case .count(let counts):
            [0, 3, .integer((counts.max() ?? 0) + 1), .decimal("1.5"), .decimal("1e30")]
        case .number(let above, let upTo): [.decimal("\(above)"), .decimal("\(upTo + 0.5)"), -1]
        case .text(let range?):
            (range.lowerBound > 0 ? [""] : []) + [.string(String(repeating: "x", count: range.upperBound + 1))]
        case .choice, .reference: ["no-such-word"]
        case .email: ["nobody", "a@b", "two@at@example.com"]
        default: []
        }
    }

    /// Wrong values for a query, where every value is text.
    fileprivate var wrongTexts: [String] {
        switch self {
        case .integer(let range):
            ["x", "1.5"] + (range.map { ["\($0.lowerBound - 1)", "\($0.upperBound + 1)"] } ?? [])
        case .count: ["3", "x"]
        case .choice: ["no-such-word"]
        case .cursor: ["no-such-cursor"]
        case .region: ["no-such-word"]
        default: []
        }
    }

    /// The bounds, which are valid values.
    fileprivate var boundTexts: [String] {
        switch self {
        case .integer(let range?): ["\(range.lowerBound)", "\(range.upperBound)"]
        case .choice(let words): words
        case .region: Region.filters
        default: []
        }
    }
}

extension JSONObject {
    fileprivate func with(_ key: String, _ value: JSON?) -> JSONObject {
        var object = self
        object[key] = value
        return object
    }

    fileprivate var text: [UInt8] { JSON.object(self).bytes }
}
