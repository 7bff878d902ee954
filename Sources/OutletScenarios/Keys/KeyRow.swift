package import OutletWire

/// One key that an object in a scenario file may have.
package struct KeyRow: Sendable {
    package var name: String
    var shape: KeyShape
    package var isRequired: Bool
    /// What it is for, with its unit and default; editors show this.
    package var summary: String
    package var example: JSON
    /// The value if the key is missing; nil if it has no default.
    package var defaultValue: JSON?

    init(
        _ name: String, _ shape: KeyShape, _ summary: String, example: JSON, required: Bool = false,
        default defaultValue: JSON? = nil
    ) {
        self.name = name
        self.shape = shape
        self.isRequired = required
        self.summary = summary
        self.example = example
        self.defaultValue = defaultValue
    }
}

/// The keys of one kind of object. All tables together define the scenario language for the reader, the JSON Schema and
/// the documents.
package struct KeyTable: Sendable {
    /// What the object is, in one word; the schema's name for it.
    package var name: String
    package var summary: String
    package var rows: [KeyRow]

    init(_ name: String, _ summary: String, _ rows: [KeyRow]) {
        self.name = name
        self.summary = summary
        self.rows = rows
    }

    subscript(_ name: String) -> KeyRow? { rows.first { $0.name == name } }

    /// This table and those of all objects nested in its values, each once, outer before inner.
    package var withNested: [KeyTable] {
        var tables: [KeyTable] = []
        collect(into: &tables)
        return tables
    }

    private func collect(into tables: inout [KeyTable]) {
        guard !tables.contains(where: { $0.name == name }) else { return }
        tables.append(self)
        for table in rows.flatMap(\.shape.tables) { table.collect(into: &tables) }
    }

    /// The same object with only some of its keys.
    func only(_ names: [String], name: String, _ summary: String) -> KeyTable {
        KeyTable(name, summary, rows.filter { names.contains($0.name) })
    }
}
