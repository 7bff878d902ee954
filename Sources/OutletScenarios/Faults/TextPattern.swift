/// Text in which `*` stands for any characters, or none.
package struct TextPattern: Hashable, Sendable {
    package let text: String
    /// The pieces between the stars, as UTF-8.
    private let pieces: [[UInt8]]

    package init(_ text: String) {
        self.text = text
        pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    package var isAnything: Bool { text == "*" }

    /// Whether all of `candidate` matches. Pieces are searched from left to right. The leftmost place is always the
    /// best, so there is no backtracking.
    package func matches(_ candidate: String) -> Bool {
        if isAnything { return true }
        var rest = Array(candidate.utf8)[...]
        guard let first = pieces.first, let last = pieces.last else { return rest.isEmpty }
        if pieces.count == 1 { return rest.elementsEqual(first) }
        guard rest.count >= first.count + last.count, rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        guard rest.suffix(last.count).elementsEqual(last) else { return false }
        rest = rest.dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let end = TextPattern.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    /// Where the first occurrence of `piece` ends.
    private static func end(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard text.count >= piece.count else { return nil }
        for start in text.startIndex...(text.endIndex - piece.count)
        where text[start..<(start + piece.count)].elementsEqual(piece) {
            return start + piece.count
        }
        return nil
    }
}
