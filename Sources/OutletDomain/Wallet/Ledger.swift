package import OutletContract

/// Every movement of one wallet, oldest first.
///
/// Minute charges of running pods are not stored if they follow from the pods' meters: a year of eight pods is four
/// million entries and one `MinuteCharges`. Callers see entries, and a world's document lists entries: neither equality
/// nor coding shows which of them are stored.
package struct Ledger: Sendable {
    /// The stored entries.
    private var rows: [LedgerEntry] = []
    private var runs: [ChargeRun] = []

    package init() {}

    /// A run of minute charges, and its position.
    private struct ChargeRun: Hashable {
        let charges: MinuteCharges
        /// The number of entries before it, and how many of them are rows.
        let start: Int
        let rowsBefore: Int

        var end: Int { start + charges.count }
    }

    /// The storage used, in units of about 200 bytes: one per stored entry, and one per run of minutes.
    var weight: Int { rows.count + runs.count }

    /// The greatest weight, about 50 megabytes. A world that exceeds it is closed before it takes all memory. A card
    /// that tops up the wallet every five minutes gets there in a year.
    static let capacity = 250_000

    mutating func append(_ entry: LedgerEntry) { rows.append(entry) }

    mutating func append(_ charges: MinuteCharges) {
        guard charges.count > 0 else { return }
        if let last = runs.last, last.rowsBefore == rows.count, let joined = last.charges.joined(with: charges) {
            runs[runs.count - 1] = ChargeRun(charges: joined, start: last.start, rowsBefore: rows.count)
        } else {
            runs.append(ChargeRun(charges: charges, start: count, rowsBefore: rows.count))
        }
    }

    /// The moment after which all stored entries at the end are of one kind.
    func beginOfLast(where isOfKind: (LedgerEntry) -> Bool) -> Instant {
        let other = lastRows.last { !isOfKind($0) }
        return other?.createdAt ?? runs.last?.charges.through ?? Instant(milliseconds: 0)
    }

    /// The stored entries at the end.
    private var lastRows: ArraySlice<LedgerEntry> { rows[(runs.last?.rowsBefore ?? 0)...] }

    /// Replaces the last stored entries with `charges`, which make the same entries.
    mutating func fold(_ charges: MinuteCharges) {
        rows.removeLast(charges.count)
        append(charges)
    }

    /// Whether the last entries are stored and equal to those of `charges`.
    func ends(with charges: MinuteCharges) -> Bool {
        guard lastRows.count >= charges.count else { return false }
        var entries = charges.entries(from: 0)
        return lastRows.suffix(charges.count).allSatisfy { $0 == entries.next() }
    }

    /// The last run of minutes that are not stored.
    var lastMinutes: MinuteCharges? { runs.last?.charges }

    /// Returns the position of the entry with this id; nil if there is none.
    package func position(of id: String) -> Int? {
        if let moment = ResourceKind.ledgerEntry.moment(of: id) {
            // The last run that begins before the moment. Runs can share a moment only if rows lie between them.
            let index = Ledger.partition(runs) { $0.charges.after < moment } - 1
            if index >= 0, let offset = runs[index].charges.offset(of: id, at: moment) {
                return runs[index].start + offset
            }
        }
        guard let row = rows.lastIndex(where: { $0.id == id }) else { return nil }
        let before = Ledger.partition(runs) { $0.rowsBefore <= row }
        return row + (before > 0 ? runs[before - 1].end - runs[before - 1].rowsBefore : 0)
    }

    /// Returns at most `limit` entries of a type, or of all types if nil, before a position, newest first.
    package func newest(_ limit: Int, of type: LedgerEntryType?, before end: Int) -> [LedgerEntry] {
        var found: [LedgerEntry] = []
        var end = end
        while end > 0, found.count < limit {
            let following = Ledger.partition(runs) { $0.start < end }
            if following > 0, runs[following - 1].end >= end {
                let run = runs[following - 1]
                if type == nil || type == .rentalCharge {
                    let first = Swift.max(run.start, end - (limit - found.count))
                    found += entries(in: first..<end).reversed()
                }
                end = run.start
            } else {
                // Rows, down to the run before them.
                let start = following > 0 ? runs[following - 1].end : 0
                let rowsBefore = following > 0 ? runs[following - 1].rowsBefore : 0
                var row = rowsBefore + end - start
                while row > rowsBefore, found.count < limit {
                    row -= 1
                    if type == nil || rows[row].type == type { found.append(rows[row]) }
                }
                end = start
            }
        }
        return found
    }

    private func entries(in range: Range<Int>) -> [LedgerEntry] {
        var entries = Iterator(self, from: range.lowerBound)
        return range.compactMap { _ in entries.next() }
    }

    /// Returns the number of elements at the front that satisfy `isBefore`. No later element may.
    private static func partition<Element>(_ elements: [Element], where isBefore: (Element) -> Bool) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(elements[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Ledger: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { rows.count + (runs.last.map { $0.end - $0.rowsBefore } ?? 0) }

    package subscript(position: Int) -> LedgerEntry {
        var entries = Iterator(self, from: position)
        // Always so: callers use the ledger's own indices.
        guard let entry = entries.next() else { preconditionFailure("a position lies in its ledger") }
        return entry
    }

    package func makeIterator() -> Iterator { Iterator(self, from: 0) }

    /// Iterates oldest first, without a search per entry.
    package struct Iterator: IteratorProtocol {
        private let ledger: Ledger
        /// The next run, or the one whose entries `minutes` returns.
        private var run: Int
        private var row: Int
        private var minutes: MinuteCharges.Entries?

        fileprivate init(_ ledger: Ledger, from position: Int) {
            self.ledger = ledger
            let runs = ledger.runs
            run = Ledger.partition(runs) { $0.end <= position }
            let before = run > 0 ? runs[run - 1].end - runs[run - 1].rowsBefore : 0
            row = position - before
            if run < runs.count, runs[run].start <= position {
                row = runs[run].rowsBefore
                minutes = runs[run].charges.entries(from: position - runs[run].start)
            }
        }

        package mutating func next() -> LedgerEntry? {
            while true {
                if let entry = minutes?.next() { return entry }
                if minutes != nil {
                    minutes = nil
                    run += 1
                }
                let end = run < ledger.runs.count ? ledger.runs[run].rowsBefore : ledger.rows.count
                if row < end {
                    row += 1
                    return ledger.rows[row - 1]
                }
                guard run < ledger.runs.count else { return nil }
                minutes = ledger.runs[run].charges.entries(from: 0)
            }
        }
    }
}

extension Ledger: Hashable {
    package static func == (a: Ledger, b: Ledger) -> Bool {
        if a.rows == b.rows, a.runs == b.runs { return true }
        return a.count == b.count && a.elementsEqual(b)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(last)
    }
}

extension Ledger: Codable {
    package init(from decoder: any Decoder) throws {
        rows = try decoder.singleValueContainer().decode([LedgerEntry].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for entry in self { try container.encode(entry) }
    }
}
