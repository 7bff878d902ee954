import OutletContract
package import OutletWire

/// A world as a document, and back.
///
/// What comes back is the same world to the last bit: exported again it gives the same bytes, and the same calls give
/// the same answers. A document may come from anywhere, so it is taken only if it is whole: every member known, every
/// reference right, and the money adding up.
extension ProviderState {
    /// Everything that the world is.
    package var exported: JSON {
        // Always so: its only fractions are speeds and hours, which are finite.
        guard let json = try? JSONCoder.encode(self) else {
            preconditionFailure("a world holds nothing that JSON cannot say")
        }
        return json
    }

    /// How many rows its tables and ledgers have: what a copy of it may come to hold.
    package var rowCount: Int {
        accounts.rows.reduce(sessions.count + rentals.count + invoices.count + outbox.messages.count) { sum, account in
            sum + 1 + account.wallet.entries.weight + account.keys.count
        }
    }

    /// How many entries all ledgers have, whether they are stored or not.
    package var ledgerEntryCount: Int { accounts.rows.reduce(0) { $0 + $1.wallet.entries.count } }

    /// With more ledger entries a world is not written down: a document of them has more than 20 megabytes.
    package static let mostExportedEntries = 100_000

    /// The world that `document` says; what it says wrong comes with its path.
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

    /// No number of a world comes near the bounds of its type, so sums and products of them do not either. Only the
    /// seed may be anything.
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

    /// As milliseconds it reaches beyond the year 30000, as cents beyond all the money there is.
    private static let largestNumber: UInt = 1_000_000_000_000_000
}
