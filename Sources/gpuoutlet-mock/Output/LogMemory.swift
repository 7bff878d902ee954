import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Two texts of a fixed size, one of which fills while the other is written out. What has been added is found by
/// atomics alone, so that a signal handler can write it too.
///
/// Whoever adds or turns holds a lock; a handler asks for none.
final class LogMemory: Sendable {
    private static let size = 1 << 20

    /// Addresses of the two.
    private let halves: (Int, Int)
    /// Which half is filling, as its lowest bit, and how many bytes are in it.
    private let filling = Atomic<Int>(0)
    /// What `filling` was at the last turn.
    private let turned = Atomic<Int>(0)
    /// Whether the other half is being written.
    private let isWriting = Atomic<Bool>(false)

    init() {
        func half() -> Int { Int(bitPattern: UnsafeMutableRawPointer.allocate(byteCount: Self.size, alignment: 16)) }
        halves = (half(), half())
    }

    deinit {
        UnsafeMutableRawPointer(bitPattern: halves.0)?.deallocate()
        UnsafeMutableRawPointer(bitPattern: halves.1)?.deallocate()
    }

    /// Adds a line and a newline; false where there is no room.
    func add(_ line: String) -> Bool {
        let state = filling.load(ordering: .relaxed)
        let count = state >> 1
        let length = line.utf8.count
        guard count + length < Self.size, let half = half(state) else { return false }
        _ = UnsafeMutableRawBufferPointer(start: half + count, count: length).initializeMemory(
            as: UInt8.self, from: line.utf8)
        half.storeBytes(of: UInt8(ascii: "\n"), toByteOffset: count + length, as: UInt8.self)
        filling.store((count + length + 1) << 1 | state & 1, ordering: .releasing)
        return true
    }

    /// The other half fills from now on. Followed by `haveWritten` before the next turn.
    func turn() {
        let state = filling.load(ordering: .relaxed)
        turned.store(state, ordering: .relaxed)
        isWriting.store(true, ordering: .sequentiallyConsistent)
        filling.store(~state & 1, ordering: .sequentiallyConsistent)
    }

    /// The lines that were there at the last turn.
    var turnedText: String {
        let state = turned.load(ordering: .relaxed)
        return String(decoding: UnsafeRawBufferPointer(start: half(state), count: state >> 1), as: UTF8.self)
    }

    func haveWritten() { isWriting.store(false, ordering: .sequentiallyConsistent) }

    /// Writes what is there, in a signal handler. Lines that another thread is writing are waited for, a second at
    /// most.
    func writeInSignalHandler(to descriptor: Int32) {
        var patience = 100
        while isWriting.load(ordering: .sequentiallyConsistent), patience > 0 {
            var pause = timespec(tv_sec: 0, tv_nsec: 10_000_000)
            nanosleep(&pause, nil)
            patience -= 1
        }
        let state = filling.load(ordering: .sequentiallyConsistent)
        guard let half = half(state) else { return }
        var written = 0
        while written < state >> 1 {
            let count = write(descriptor, half + written, (state >> 1) - written)
            if count <= 0 { return }
            written += count
        }
    }

    private func half(_ state: Int) -> UnsafeMutableRawPointer? {
        UnsafeMutableRawPointer(bitPattern: state & 1 == 0 ? halves.0 : halves.1)
    }
}
