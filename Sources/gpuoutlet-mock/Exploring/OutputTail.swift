import OutletScenarios

/// The end of what a client writes: the last lines, however much came before them.
struct OutputTail: Hashable, Sendable {
    static let mostBytes = 65_536
    static let mostLines = 40
    private static let mostCharactersOfALine = 500

    private var bytes: [UInt8] = []
    /// Whether something was dropped, so that the first line may be half a one.
    private var isCut = false

    /// Takes twice the limit before it drops anything, so that each byte is moved at most once.
    mutating func append(_ more: some Collection<UInt8>) {
        bytes += more.suffix(OutputTail.mostBytes)
        guard bytes.count > 2 * OutputTail.mostBytes else { return }
        bytes.removeFirst(bytes.count - OutputTail.mostBytes)
        isCut = true
    }

    /// Oldest first. Bytes that are no UTF-8 come as U+FFFD, control characters written out, long lines cut.
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
        // A character has at most a few bytes; what lies far beyond the cut need not be read.
        let text = String(decoding: whole.prefix(8 * mostCharactersOfALine), as: UTF8.self)
        let isLong = whole.count > 8 * mostCharactersOfALine || text.count > mostCharactersOfALine
        return String(text.prefix(mostCharactersOfALine)).withoutControls + (isLong ? "…" : "")
    }
}
