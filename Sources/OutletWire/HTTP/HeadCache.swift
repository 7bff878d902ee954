/// A cache of the last few heads, so that a repeated head need not be parsed again.
///
/// A client sends the same head each time it polls, retries, or works through a list: the method, the path and what its
/// library adds. If the incoming bytes equal those of a known head, up to its empty line, they mean the same; comparing
/// them costs a thirtieth of parsing them.
struct HeadCache {
    private var heads: [RequestHead] = []
    /// The index of the head to replace next.
    private var oldest = 0

    /// Covers the clients that are active at once in most tests. Each entry costs a comparison if nothing matches.
    private static let maximum = 4
    /// A longer head is not cached: it would hold its memory for too long.
    private static let longest = 2048

    var isEmpty: Bool { heads.isEmpty }

    /// The cached head whose bytes are at `start`, followed by the empty line.
    func match(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> RequestHead? {
        for head in heads {
            let length = head.fields.bytes.count
            let end = start + length
            guard end + 2 <= bytes.count, bytes[end] == .carriageReturn, bytes[end + 1] == .lineFeed else { continue }
            let isSame = head.fields.bytes.withUnsafeBufferPointer { known in
                UnsafeBufferPointer(rebasing: bytes[start..<end]).isSame(as: known)
            }
            if isSame { return head }
        }
        return nil
    }

    mutating func remember(_ head: RequestHead) {
        guard head.isVerbatim, head.fields.bytes.count <= HeadCache.longest else { return }
        if heads.count < HeadCache.maximum {
            heads.append(head)
        } else {
            heads[oldest] = head
            oldest = (oldest + 1) % HeadCache.maximum
        }
    }
}
