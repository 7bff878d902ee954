import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Two buffers of a fixed size: one fills while the other is written out. Their state is atomic, so that a signal
/// handler can write them too.
///
/// Callers of `add` and `turn` hold a lock; a signal handler takes none.
final class LogMemory: Sendable {
    private static let size = 1 << 20

    /// The addresses of the two halves.
    private let halves: (Int, Int)
    /// The filling half in the lowest bit, and the number of bytes in it above.
    private let filling = Atomic<Int>(0)
    /// The value of `filling` at the last turn.
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

    /// Adds a line and a newline. Returns false if there is no room.
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

    /// Switches to the other half. Call `haveWritten` before the next turn.
    func turn() {
        let state = filling.load(ordering: .relaxed)
        turned.store(state, ordering: .relaxed)
        isWriting.store(true, ordering: .sequentiallyConsistent)
        filling.store(~state & 1, ordering: .sequentiallyConsistent)
    }

    /// The lines in the half that was filling until the last turn.
    var turnedText: String {
        let state = turned.load(ordering: .relaxed)
        return String(decoding: UnsafeRawBufferPointer(start: half(state), count: state >> 1), as: UTF8.self)
    }

    func haveWritten() { isWriting.store(false, ordering: .sequentiallyConsistent) }

    /// Writes the pending lines in a signal handler, after waiting up to a second for lines that another thread is
    /// writing.
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
