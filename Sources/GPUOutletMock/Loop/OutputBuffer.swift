/// Bytes on their way to a socket, oldest first.
struct OutputBuffer {
    private var bytes: [UInt8] = []
    private var start = 0
    /// The number of bytes ever sent.
    private(set) var sentCount = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { start == bytes.count }
    /// The value of `sentCount` once everything in the buffer is sent.
    var end: Int { sentCount + count }

    /// Lets a writer append in place.
    mutating func append<Result>(_ write: (inout [UInt8]) -> Result) -> Result {
        if start > bytes.count / 2 {
            bytes.removeFirst(start)
            start = 0
        }
        return write(&bytes)
    }

    mutating func append(_ more: some Collection<UInt8>) {
        append { $0.append(contentsOf: more) }
    }

    func withPending<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    }

    /// Removes the first `count` bytes, which were sent. Memory beyond what a common answer needs is freed.
    mutating func consume(_ count: Int) {
        start += count
        sentCount += count
        // Always so: the system writes at most what it was given.
        precondition(start <= bytes.count, "No more bytes leave than were there")
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 16_384)
            start = 0
        }
    }

    /// Takes over the spare memory if it has none of its own.
    mutating func borrow(_ spare: inout [UInt8]) {
        if bytes.capacity == 0 { swap(&bytes, &spare) }
    }

    /// Gives its memory back if it is empty.
    mutating func giveBack(_ spare: inout [UInt8]) {
        guard isEmpty, bytes.capacity > 0 else { return }
        if spare.capacity < bytes.capacity { swap(&bytes, &spare) }
        bytes = []
    }
}
