/// Finds the word that was meant, for every message that refuses a word.
package enum Spelling {
    /// Longer words are not compared, which bounds the work on hostile input.
    private static let longestWord = 64

    /// The legal word closest to `word`, or nil if none is close enough: at most one edit per three letters (one in a
    /// word of two), and never `word` itself.
    ///
    /// Case, `-`, `_` and spaces do not count: `Create-Rental` is `createRental`. The beginning or another part of a
    /// legal word finds it, too.
    package static func nearest(to word: String, among words: [String]) -> String? {
        guard word.utf8.count <= longestWord else { return nil }
        let wanted = plain(word)
        guard !wanted.isEmpty else { return nil }
        let reach = wanted.count < 2 ? 0 : max(1, wanted.count / 3)
        var best: (word: String, rank: (Int, Int))?
        for candidate in words where candidate != word {
            let plainCandidate = plain(candidate)
            let lengthDifference = Int((wanted.count - plainCandidate.count).magnitude)
            let partRank = partRank(of: wanted, in: plainCandidate, reach: reach)
            // There are at least as many edits as the lengths differ by, so most words need no closer look.
            guard lengthDifference <= reach || partRank <= reach else { continue }
            let edits = distance(wanted, plainCandidate)
            let rank = (min(edits, partRank), edits)
            if rank.0 <= reach, rank < best?.rank ?? (Int.max, 0) { best = (candidate, rank) }
        }
        return best?.word
    }

    /// `; did you mean 'times'?`, to end a sentence that refuses `word`; empty if no legal word is close.
    package static func question(_ word: String, among words: [String]) -> String {
        nearest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// The number of edits between two words; case, `-`, `_` and spaces do not count.
    package static func letters(between word: String, and other: String) -> Int { distance(plain(word), plain(other)) }

    /// The rank of a candidate that contains the wanted text: 1, as for one edit, if it starts with it; otherwise
    /// `reach`.
    private static func partRank(of wanted: [UInt8], in candidate: [UInt8], reach: Int) -> Int {
        if wanted.count >= 3, candidate.starts(with: wanted) { return 1 }
        guard wanted.count >= 4, candidate.count >= wanted.count else { return Int.max }
        let starts = 0...(candidate.count - wanted.count)
        return starts.contains { candidate[$0...].starts(with: wanted) } ? reach : Int.max
    }

    /// The word in lower case without `_`, `-` and spaces, as UTF-8; a word of nothing else keeps them.
    private static func plain(_ word: String) -> [UInt8] {
        let bytes = word.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let kept = bytes.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
        return kept.isEmpty ? bytes : kept
    }

    /// The number of edits (insert, remove, replace, swap neighbours) between two words: the optimal string alignment
    /// distance (Damerau 1964), computed with three rows of its table.
    package static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1] + [Int](repeating: 0, count: b.count)
            for j in b.indices {
                let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
                row[j + 1] = min(replaced, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
                }
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
