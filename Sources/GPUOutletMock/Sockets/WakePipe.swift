#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A pipe to oneself: a byte in one end wakes the thread that waits at the other. Its descriptors stay open for as
/// long as anybody holds it, so a late call never reaches a descriptor that has become somebody else's.
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

    /// Safe from any thread. A pipe that is full wakes as well as one byte does.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes out what was put in; for the thread that was woken.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
