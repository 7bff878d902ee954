import Dispatch
import Synchronization

/// Collects lines and writes them in batches on a thread of its own. Adding a line never waits for the reader of the
/// log: if too many lines are pending, further ones are dropped and counted.
final class LogWriter: Sendable {
    private struct State {
        var dropped = 0
        var isDrainScheduled = false
    }

    /// Long enough to form batches, and too short for a person to notice.
    private static let batchMilliseconds = 20

    private let state = Mutex(State())
    /// A megabyte is about ten thousand lines, more than a working reader leaves unread.
    let memory = LogMemory()
    private let queue = DispatchQueue(label: "gpuoutlet-mock.log")
    private let write: @Sendable (String) -> Void

    init(write: @escaping @Sendable (String) -> Void) { self.write = write }

    /// Adds a line, without its newline.
    func add(_ line: String) {
        let mustSchedule = state.withLock { state in
            if !memory.add(line) { state.dropped += 1 }
            defer { state.isDrainScheduled = true }
            return !state.isDrainScheduled
        }
        guard mustSchedule else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(LogWriter.batchMilliseconds)) { self.drain() }
    }

    /// Writes the pending lines. Returns when that is done, or after a second if nobody reads.
    func flush() {
        let done = DispatchSemaphore(value: 0)
        queue.async {
            self.drain()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .seconds(1))
    }

    private func drain() {
        let dropped = state.withLock { state in
            memory.turn()
            defer { state = State() }
            return state.dropped
        }
        let text = memory.turnedText
        if !text.isEmpty { write(text) }
        memory.haveWritten()
        if dropped > 0 { write("\(dropped) log lines were dropped: their reader is too slow\n") }
    }
}
