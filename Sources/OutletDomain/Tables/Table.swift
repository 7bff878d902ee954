/// Rows in insertion order, with constant-time lookup by key.
///
/// Iteration follows the rows, never the index, so the same history gives the same bytes. Only the rows are compared
/// and encoded.
package struct Table<Row: Record>: Sendable {
    package private(set) var rows = Blocks<Row>()
    private var rowIndex = RowIndex()

    package init() {}

    /// If several rows share a key, lookups return the first.
    package init(_ rows: some Sequence<Row>) {
        for row in rows {
            let hash = RowIndex.hash(row.key)
            if index(of: row.key, hash) == nil { rowIndex.add(self.rows.count, hash) }
            self.rows.append(row)
        }
    }

    package var count: Int { rows.count }

    /// The row at an index; its key must not change.
    package subscript(index: Int) -> Row {
        @inline(__always) _read { yield rows[index] }
        @inline(__always) _modify { yield &rows[index] }
    }

    package subscript(key: String) -> Row? { index(of: key).map { rows[$0] } }

    /// Returns the index of the row with this key. Indices are stable as long as nothing is removed.
    package func index(of key: String) -> Int? { index(of: key, RowIndex.hash(key)) }

    private func index(of key: String, _ hash: UInt32) -> Int? { rowIndex.find(hash) { rows[$0].key == key } }

    /// Adds a row with a new key at the end and returns its index.
    @discardableResult
    package mutating func append(_ row: Row) -> Int {
        let hash = RowIndex.hash(row.key)
        // Always so: new ids and session ids skip those in use, an account is made only for an unknown email, and a
        // document's keys are checked.
        precondition(index(of: row.key, hash) == nil, "two rows of a table have one key")
        rowIndex.add(rows.count, hash)
        rows.append(row)
        return rows.count - 1
    }

    /// Removes rows. The indices of the others shift down.
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
        self.init(try decoder.singleValueContainer().decode(Blocks<Row>.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rows)
    }
}
