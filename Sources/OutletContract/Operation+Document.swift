package import OutletWire

/// The table of operations as data.
extension Operation {
    /// `{"operations":[{"operation","method","path","aliases","group","summary","needsSession","errors"}]}`
    package static var document: JSON {
        ["operations": .array(allCases.map(\.documentRow))]
    }

    private var documentRow: JSON {
        [
            "operation": .string(wireName),
            "method": .string(method.name),
            "path": .string(path),
            "aliases": .array(row.aliases.map(JSON.string)),
            "group": .string(group.rawValue),
            "summary": .string(row.summary),
            "needsSession": .bool(needsSession),
            "errors": .array(errors.map { .string($0.wireName) }),
        ]
    }
}
