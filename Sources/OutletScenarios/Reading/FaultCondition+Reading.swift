import OutletContract
package import OutletWire

extension FaultCondition.Alternative {
    init?(_ node: JSONNode) {
        switch node.value {
        case .null: self = .nothing
        case .string(let text):
            if let range = NumberRange(text) {
                self = .number(range)
            } else {
                self = text.contains("*") ? .pattern(TextPattern(text)) : .text(text)
            }
        case .bool, .integer, .decimal: self = .scalar(node.json)
        case .array, .object: return nil
        }
    }

    /// The value as written in `when`.
    package var json: JSON {
        switch self {
        case .pattern(let pattern): .string(pattern.text)
        case .number(let range): .string(range.text)
        case .text(let text): .string(text)
        case .scalar(let value): value
        case .nothing: .null
        }
    }
}
