import OutletContract
import OutletWire

/// Collects the mistakes of one text while it is read. Lines and columns are found at the end, in one pass.
struct ProblemSink {
    let source: String
    let bytes: [UInt8]
    private var drafts: [Draft] = []
    /// The elements of top-level lists (`faults[3]`) that have a problem. Some later checks skip them.
    private var brokenElements: Set<String> = []

    /// A file with more mistakes than this is not a scenario.
    private static let maximumProblems = 1000

    private struct Draft {
        var kind: ProblemKind
        var offset: Int
        var path: String
        var message: String
        var suggestion: String?
    }

    init(source: String, bytes: [UInt8]) {
        self.source = source
        self.bytes = bytes
    }

    var isEmpty: Bool { drafts.isEmpty }

    mutating func report(
        _ kind: ProblemKind, at offset: Int, _ path: String, _ message: String, suggestion: String? = nil
    ) {
        guard drafts.count < ProblemSink.maximumProblems else { return }
        brokenElements.insert(ProblemSink.element(of: path))
        drafts.append(Draft(kind: kind, offset: offset, path: path, message: message, suggestion: suggestion))
    }

    /// Whether a problem was reported for the top-level list element that contains `path`.
    func isBroken(_ path: String) -> Bool { brokenElements.contains(ProblemSink.element(of: path)) }

    private static func element(of path: String) -> String {
        guard ["faults[", "timeline[", "expect[", "example["].contains(where: path.hasPrefix) else { return "" }
        return String(path.prefix { $0 != "]" })
    }

    /// All problems in the order of the text; nil if there are none.
    var list: ProblemList? {
        if drafts.isEmpty { return nil }
        var position = TextPosition(line: 1, column: 1)
        var swept = 0
        let sorted = drafts.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
        let problems = sorted.map { _, draft in
            position.advance(from: &swept, to: draft.offset, in: bytes)
            return Problem(
                kind: draft.kind, location: SourceLocation(path: draft.path, position: position),
                message: draft.message,
                suggestion: draft.suggestion, excerpt: excerpt(around: draft.offset))
        }
        return ProblemList(source: source, problems: problems)
    }

    /// The line at `offset`, or the part around it if the line is long.
    private func excerpt(around offset: Int) -> Problem.Excerpt {
        let reach = 100
        var start = min(offset, bytes.count)
        while start > 0, offset - start < reach, !isLineBreak(start - 1) { start -= 1 }
        while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        var end = min(offset, bytes.count)
        while end < bytes.count, end - offset < reach, !isLineBreak(end) { end += 1 }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let isCutLeft = start > 0 && !isLineBreak(start - 1)
        let isCutRight = end < bytes.count && !isLineBreak(end)
        let before = String(decoding: bytes[start..<min(offset, bytes.count)], as: UTF8.self)
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        return Problem.Excerpt(
            text: (isCutLeft ? "…" : "") + text.withControlsMarked + (isCutRight ? "…" : ""),
            column: before.unicodeScalars.count + 1 + (isCutLeft ? 1 : 0))
    }

    private func isLineBreak(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }
}
