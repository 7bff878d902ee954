/// Journals that nobody will read again. Taking ten thousand exchanges apart takes longer than a reset may, so each
/// request that follows takes apart a few.
struct JournalAttic: Sendable {
    private var journals: [Journal] = []

    /// More than these are taken apart at once, so that what a test throws away cannot pile up.
    private static let maximum = 4
    private static let exchangesAtATime = 32

    mutating func store(_ journal: Journal) {
        if journal.count <= JournalAttic.exchangesAtATime { return }
        if journals.count == JournalAttic.maximum { journals.removeFirst() }
        journals.append(journal)
    }

    mutating func clearSome() {
        guard let last = journals.indices.last else { return }
        for _ in 0..<JournalAttic.exchangesAtATime { journals[last].evictOldest() }
        if journals[last].count == 0 { journals.removeLast() }
    }
}
