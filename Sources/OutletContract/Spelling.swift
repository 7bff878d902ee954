/// Finds the word that somebody meant, for every message that refuses a word.
package enum Spelling {
    /// The legal word closest to `word`, or nil where none is close enough to be worth saying.
    ///
    /// Case, `-`, `_` and blanks do not count: `Create-Rental` is `createRental`. Beyond that a third of the word may
    /// be wrong, or the word may be the beginning of exactly one legal word.
    package static func nearest(to word: String, among words: [String]) -> String? {
        guard word.utf8.count <= longestWord else { return nil }
        let typed = fold(word)
        guard !typed.isEmpty else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = distance(typed, fold(candidate))
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        if let best, best.distance <= max(1, typed.count / 3) { return best.word }
        let longer = words.filter { typed.count >= 3 && fold($0).starts(with: typed) }
        return longer.count == 1 ? longer[0] : nil
    }

    /// Longer words than any of ours are not compared; that bounds the work on hostile requests.
    private static let longestWord = 64

    /// `; did you mean 'times'?`, to end a sentence that refuses `word`; nothing where no legal word is close.
    package static func question(_ word: String, among words: [String]) -> String {
        nearest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// By how many letters one word differs from another; case, `-`, `_` and blanks do not count.
    package static func letters(between word: String, and other: String) -> Int { distance(fold(word), fold(other)) }

    /// How many letters must be put in, taken out, replaced or swapped with their neighbour to turn one word into the
    /// other (optimal string alignment).
    package static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
                var least = min(replaced, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
                row.append(least)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }

    private static func fold(_ word: String) -> [UInt8] {
        word.lowercased().utf8.filter { !"-_ ".utf8.contains($0) }
    }
}
