/// The last few heads that were read, to be known again.
///
/// A client says the same head each time it polls, tries again, or works through a list: the method, the path and
/// what its library adds. Where the bytes that come in are those of a head that was read before, up to its empty line,
/// so is what they mean; comparing them costs a thirtieth of reading them.
struct HeadCache {
    private var heads: [RequestHead] = []
    /// Which one gives way next.
    private var oldest = 0

    /// As many clients as speak at once, in most tests; each costs a comparison where nothing matches.
    private static let maximum = 4
    /// A longer head is read anew each time: its memory would be held for too long.
    private static let longest = 2048

    var isEmpty: Bool { heads.isEmpty }

    /// The head whose bytes stand at `start`, with the empty line behind them.
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
