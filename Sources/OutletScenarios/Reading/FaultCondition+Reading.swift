import OutletContract
package import OutletWire

extension FaultCondition.Subject {
    /// Reads a key of `when`.
    init?(_ key: String) {
        if key == "user" {
            self = .user
            return
        }
        let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, !parts.contains("") else { return nil }
        let name = key.drop { $0 != "." }.dropFirst()
        switch parts[0] {
        case "body": self = .body(Array(parts.dropFirst()))
        case "query": self = .query(String(name))
        case "header" where name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }): self = .header(name.lowercased())
        case "path": self = .path(String(name))
        default: return nil
        }
    }

    /// The key as it is written in `when`.
    package var key: String {
        switch self {
        case .user: "user"
        case .body(let names): (["body"] + names).joined(separator: ".")
        case .query(let name): "query." + name
        case .header(let name): "header." + name
        case .path(let name): "path." + name
        }
    }
}

extension FaultCondition.Alternative {
    init?(_ node: JSONNode) {
        switch node.value {
        case .null: self = .nothing
        case .string(let text): self = text.contains("*") ? .pattern(TextPattern(text)) : .text(text)
        case .bool, .integer, .decimal: self = .scalar(node.json)
        case .array, .object: return nil
        }
    }

    /// The value as it is written in `when`.
    package var json: JSON {
        switch self {
        case .pattern(let pattern): .string(pattern.text)
        case .text(let text): .string(text)
        case .scalar(let value): value
        case .nothing: .null
        }
    }
}
