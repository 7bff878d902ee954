/// Finds a table's rows by key: a hash table that grows one page at a time (extendible hashing).
///
/// A full dictionary rehashes all its keys at once, which takes milliseconds from some ten thousand keys on. Here a
/// full page is split in two, whatever the total size. An entry holds its key's hash and its row's index; the table
/// checks whether that row has the key.
struct RowIndex: Sendable {
    private struct Page: Sendable {
        /// The hash in the upper half, the index plus one in the lower; zero if the slot is free. The hash's highest
        /// bits give an entry's home slot; it is stored there or in the next free one.
        var entries: [UInt64]
        var count = 0
        /// The number of lowest hash bits that all entries share.
        var depth = 0

        init(capacity: Int) { entries = Array(repeating: 0, count: capacity) }

        func home(of hash: UInt32) -> Int {
            Int(hash >> UInt32(UInt32.bitWidth - entries.count.trailingZeroBitCount))
        }

        var isCrowded: Bool { count >= entries.count / 4 * 3 }

        mutating func add(_ entry: UInt64) {
            var spot = home(of: UInt32(entry >> 32))
            while entries[spot] != 0 { spot = (spot + 1) & (entries.count - 1) }
            entries[spot] = entry
            count += 1
        }

        mutating func grow() {
            var larger = Page(capacity: entries.count * 2)
            larger.depth = depth
            for entry in entries where entry != 0 { larger.add(entry) }
            self = larger
        }
    }

    private static let smallestPage = 8
    private static let largestPage = 1024
    /// At this depth, with some fifty million rows, a page grows instead of splitting.
    private static let deepest = 16

    private var pages: [Page] = []
    /// The page for each value of the lowest hash bits. Its size is a power of two.
    private var directory: [Int] = []

    /// Hashes a key, differently in each process: multiplies in eight bytes at a time and keeps both halves of the
    /// product. A dictionary's own hash takes six times as long for an id.
    static func hash(_ key: String) -> UInt32 {
        var key = key
        return key.withUTF8 { bytes in
            var hash = secret ^ UInt64(bytes.count)
            func take(_ word: UInt64) {
                let (high, low) = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
                hash = high ^ low
            }
            let raw = UnsafeRawBufferPointer(bytes)
            var index = 0
            while index + 8 <= raw.count {
                take(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            var rest: UInt64 = 0
            while index < raw.count {
                rest = rest << 8 | UInt64(raw[index])
                index += 1
            }
            take(rest)
            take(secret)
            return UInt32(truncatingIfNeeded: hash)
        }
    }

    /// Random, so that nobody can choose keys that collide.
    private static let secret = UInt64.random(in: .min ... .max)

    /// Returns the index with this hash that `isWanted` accepts.
    func find(_ hash: UInt32, where isWanted: (Int) -> Bool) -> Int? {
        guard !pages.isEmpty else { return nil }
        let page = page(for: hash)
        var spot = pages[page].home(of: hash)
        while true {
            let entry = pages[page].entries[spot]
            if entry == 0 { return nil }
            if UInt32(entry >> 32) == hash {
                let index = Int(entry & 0xFFFF_FFFF) - 1
                if isWanted(index) { return index }
            }
            spot = (spot + 1) & (pages[page].entries.count - 1)
        }
    }

    /// Adds the index of a row whose key is not in the table yet.
    mutating func add(_ index: Int, _ hash: UInt32) {
        if pages.isEmpty {
            pages = [Page(capacity: RowIndex.smallestPage)]
            directory = [0]
        }
        var page = page(for: hash)
        while pages[page].isCrowded {
            if pages[page].entries.count < RowIndex.largestPage || pages[page].depth == RowIndex.deepest {
                pages[page].grow()
            } else {
                split(page)
                page = self.page(for: hash)
            }
        }
        pages[page].add(UInt64(hash) << 32 | UInt64(index + 1))
    }

    private func page(for hash: UInt32) -> Int { directory[Int(hash) & (directory.count - 1)] }

    /// Moves the entries whose hashes have the next bit set to a new page.
    private mutating func split(_ page: Int) {
        let old = pages[page]
        let bit = 1 << old.depth
        if bit == directory.count { directory += directory }
        var kept = Page(capacity: RowIndex.largestPage)
        kept.depth = old.depth + 1
        var moved = kept
        for entry in old.entries where entry != 0 {
            if Int(entry >> 32) & bit == 0 { kept.add(entry) } else { moved.add(entry) }
        }
        pages[page] = kept
        pages.append(moved)
        for line in directory.indices where directory[line] == page && line & bit != 0 {
            directory[line] = pages.count - 1
        }
    }
}
