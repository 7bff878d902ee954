import OutletScenarios

/// The last lines of a client's output.
struct OutputTail: Hashable, Sendable {
    static let mostBytes = 65_536
    static let mostLines = 40
    private static let mostCharactersOfALine = 500

    private var bytes: [UInt8] = []
    /// Whether bytes were dropped, so that the first line may be incomplete.
    private var isCut = false

    /// Drops nothing until it holds twice the limit, so that each byte is moved at most once.
    mutating func append(_ more: some Collection<UInt8>) {
        bytes += more.suffix(OutputTail.mostBytes)
        guard bytes.count > 2 * OutputTail.mostBytes else { return }
        bytes.removeFirst(bytes.count - OutputTail.mostBytes)
        isCut = true
    }

    /// Oldest first. Invalid UTF-8 becomes U+FFFD, control characters are escaped, and long lines are cut.
    var lines: [String] {
        var kept = bytes.suffix(OutputTail.mostBytes)
        if isCut || kept.count < bytes.count, let end = kept.firstIndex(of: UInt8(ascii: "\n")), end + 1 < kept.endIndex
        {
            kept = kept[(end + 1)...]
        }
        var lines = kept.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.suffix(OutputTail.mostLines).map(OutputTail.text)
    }

    private static func text(of line: ArraySlice<UInt8>) -> String {
        let whole = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        // A character rarely has more than a few bytes, so what lies far beyond the cut need not be decoded.
        let text = String(decoding: whole.prefix(8 * mostCharactersOfALine), as: UTF8.self)
        let isLong = whole.count > 8 * mostCharactersOfALine || text.count > mostCharactersOfALine
        return String(text.prefix(mostCharactersOfALine)).withoutControls + (isLong ? "…" : "")
    }
}
