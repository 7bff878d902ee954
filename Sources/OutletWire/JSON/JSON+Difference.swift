extension JSON {
    /// The dotted path of the first difference from `other`, or nil if both say the same. The order of members does not
    /// matter, and a null member equals a missing one.
    package func firstDifference(from other: JSON, path: String = "") -> String? {
        switch (self, other) {
        case (.object(let mine), .object(let others)):
            for (key, value) in mine.members {
                let fieldPath = path.isEmpty ? key : "\(path).\(key)"
                guard let counterpart = others[key] else {
                    if value == .null { continue }
                    return fieldPath
                }
                if let difference = value.firstDifference(from: counterpart, path: fieldPath) { return difference }
            }
            let missing = others.members.first { $0.1 != .null && mine[$0.0] == nil }
            return missing.map { path.isEmpty ? $0.0 : "\(path).\($0.0)" }
        case (.array(let mine), .array(let others)):
            for (index, element) in mine.enumerated() {
                let elementPath = "\(path)[\(index)]"
                guard index < others.count else { return elementPath }
                if let difference = element.firstDifference(from: others[index], path: elementPath) {
                    return difference
                }
            }
            return mine.count < others.count ? "\(path)[\(mine.count)]" : nil
        default:
            return self == other ? nil : path
        }
    }
}
