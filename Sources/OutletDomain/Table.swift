/// Rows in the order in which they were made, each found by its key at once.
///
/// Iteration follows the rows, never the index, so that the same history gives the same bytes; only the rows are
/// compared and encoded.
package struct Table<Row: Record>: Sendable {
    package private(set) var rows: [Row]
    private var places: [String: Int]

    package init(_ rows: [Row] = []) {
        self.rows = rows
        self.places = Dictionary(
            rows.indices.map { (rows[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package var count: Int { rows.count }

    /// The row at a place; its key must not change.
    package subscript(place: Int) -> Row {
        _read { yield rows[place] }
        _modify { yield &rows[place] }
    }

    package subscript(key: String) -> Row? { places[key].map { rows[$0] } }

    /// Where the row with this key stands; places are stable as long as nothing is removed.
    package func place(of key: String) -> Int? { places[key] }

    /// Adds a row at the end and gives its place. Its key is new: ids and session ids that are there are passed over
    /// when one is made, an account is made where its email is not found, and a document is held against its keys.
    @discardableResult
    package mutating func append(_ row: Row) -> Int {
        let old = places.updateValue(rows.count, forKey: row.key)
        precondition(old == nil, "two rows of a table have one key")
        rows.append(row)
        return rows.count - 1
    }

    /// Takes rows out; the places of the others move up.
    package mutating func removeAll(where isUnwanted: (Row) -> Bool) {
        self = Table(rows.filter { !isUnwanted($0) })
    }
}

extension Table: Hashable {
    package static func == (a: Table, b: Table) -> Bool { a.rows == b.rows }
    package func hash(into hasher: inout Hasher) { hasher.combine(rows) }
}

extension Table: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Row].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rows)
    }
}
