/// Rows in the order in which they were made, each found by its key at once.
///
/// Iteration follows the rows, never the index, so that the same history gives the same bytes; only the rows are
/// compared and encoded.
package struct Table<Row: Record>: Sendable {
    package private(set) var rows = Blocks<Row>()
    private var rowIndex = RowIndex()

    package init() {}

    /// Of rows that have one key, the first is found by it.
    package init(_ rows: some Sequence<Row>) {
        for row in rows {
            let hash = RowIndex.hash(row.key)
            if index(of: row.key, hash) == nil { rowIndex.add(self.rows.count, hash) }
            self.rows.append(row)
        }
    }

    package var count: Int { rows.count }

    /// The row at a place; its key must not change.
    package subscript(index: Int) -> Row {
        @inline(__always) _read { yield rows[index] }
        @inline(__always) _modify { yield &rows[index] }
    }

    package subscript(key: String) -> Row? { index(of: key).map { rows[$0] } }

    /// Where the row with this key stands; places are stable as long as nothing is removed.
    package func index(of key: String) -> Int? { index(of: key, RowIndex.hash(key)) }

    private func index(of key: String, _ hash: UInt32) -> Int? { rowIndex.find(hash) { rows[$0].key == key } }

    /// Adds a row at the end and gives its place. Its key is new.
    @discardableResult
    package mutating func append(_ row: Row) -> Int {
        let hash = RowIndex.hash(row.key)
        // Always so: ids and session ids that are there are passed over when one is made, an account is made where its
        // email is not found, and a document is held against its keys.
        precondition(index(of: row.key, hash) == nil, "two rows of a table have one key")
        rowIndex.add(rows.count, hash)
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
        self.init(try decoder.singleValueContainer().decode(Blocks<Row>.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rows)
    }
}
