import OutletContract
package import OutletWire

/// Exports a world as a document and restores it.
///
/// A restored world is identical: exporting it again gives the same bytes, and the same calls give the same answers. A
/// document may come from anywhere, so it is accepted only if every member is known, every reference is valid and the
/// money adds up.
extension ProviderState {
    /// The whole world as a document.
    package var exported: JSON {
        // Always so: its only fractions are speeds and hours, which are finite.
        guard let json = try? JSONCoder.encode(self) else {
            preconditionFailure("a world holds nothing that JSON cannot say")
        }
        return json
    }

    /// The number of rows in its tables and ledgers: an upper estimate of what a copy can come to hold.
    package var rowCount: Int {
        accounts.rows.reduce(sessions.count + rentals.count + invoices.count + outbox.messages.count) { sum, account in
            sum + 1 + account.wallet.entries.weight + account.keys.count
        }
    }

    /// The number of entries in all ledgers, whether they are stored or not.
    package var ledgerEntryCount: Int { accounts.rows.reduce(0) { $0 + $1.wallet.entries.count } }

    /// The most ledger entries with which a world is exported: a document with more exceeds 20 megabytes.
    package static let mostExportedEntries = 100_000

    /// Restores the world in `document`; an error names the path of what is wrong.
    package init(restoring document: JSON) throws(JSONCodingError) {
        try ProviderState.checkSizes(in: document)
        let world = try JSONCoder.decode(ProviderState.self, from: document)
        try world.checkTables()
        try world.checkReferences()
        try world.checkMoney()
        try world.checkSchedule()
        if let path = document.firstDifference(from: world.exported) {
            throw JSONCodingError(path: path, text: "is nothing that a world has here")
        }
        self = world
    }

    /// Checks that numbers are far from the bounds of their types, so that sums and products of them stay in range too.
    /// Only the seed may be any number.
    private static func checkSizes(in document: JSON, path: String = "") throws(JSONCodingError) {
        switch document {
        case .object(let object):
            for (key, value) in object.members where !(path.isEmpty && key == "seed") {
                try checkSizes(in: value, path: path.isEmpty ? key : "\(path).\(key)")
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() { try checkSizes(in: element, path: "\(path)[\(index)]") }
        case .integer(let number) where number.magnitude > largestNumber:
            throw JSONCodingError(path: path, text: "must be from -\(largestNumber) to \(largestNumber)")
        case .null, .bool, .integer, .decimal, .string: break
        }
    }

    /// As milliseconds, beyond the year 30000; as cents, more than all the money in the world.
    private static let largestNumber: UInt = 1_000_000_000_000_000
}
