import Dispatch
import Synchronization

/// Gathers lines and writes them in batches from a thread of its own. Adding one never waits for the reader of the
/// log: when too many lie waiting, further ones are dropped and counted.
final class LogWriter: Sendable {
    private struct State {
        var pending = ""
        var dropped = 0
        var isDrainScheduled = false
    }

    /// A megabyte is some ten thousand lines: more than a reader that still lives leaves lying.
    private static let mostPendingBytes = 1 << 20
    /// Long enough to make batches, too short to be noticed by somebody who watches.
    private static let batchMilliseconds = 20

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "gpuoutlet-mock.log")
    private let write: @Sendable (String) -> Void

    init(write: @escaping @Sendable (String) -> Void) { self.write = write }

    /// Adds a line, without its newline.
    func add(_ line: String) {
        let mustSchedule = state.withLock { state in
            if state.pending.utf8.count + line.utf8.count < LogWriter.mostPendingBytes {
                state.pending += line
                state.pending += "\n"
            } else {
                state.dropped += 1
            }
            defer { state.isDrainScheduled = true }
            return !state.isDrainScheduled
        }
        guard mustSchedule else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(LogWriter.batchMilliseconds)) { self.drain() }
    }

    /// Writes what lies waiting, and returns when that is done, or after a second if nobody reads.
    func flush() {
        let done = DispatchSemaphore(value: 0)
        queue.async {
            self.drain()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .seconds(1))
    }

    private func drain() {
        let (text, dropped) = state.withLock { state in
            defer { state = State() }
            return (state.pending, state.dropped)
        }
        if !text.isEmpty { write(text) }
        if dropped > 0 { write("\(dropped) log lines were dropped: their reader is too slow\n") }
    }
}
