#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A self-pipe: a byte written to one end wakes the thread that waits at the other. Its descriptors stay open while
/// anyone holds it, so a late call never reaches a descriptor that has been reused.
final class WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    init() throws(MockServerError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .cannotStart(errorNumber: errno) }
        readEnd = ends[0]
        writeEnd = ends[1]
        Socket(descriptor: readEnd).makeNonBlocking()
        Socket(descriptor: writeEnd).makeNonBlocking()
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Wakes the waiting thread; safe from any thread. If the pipe is full, the thread wakes anyway.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Empties the pipe; called by the woken thread.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
