import Dispatch
import Synchronization
import Testing

@testable import gpuoutlet_mock

@Suite("Writing the log")
struct LogWriterTests {
    private final class Written: Sendable {
        let batches = Mutex<[String]>([])
        let gate = DispatchSemaphore(value: 0)
    }

    @Test("lines come in order, many in one write")
    func batches() {
        let written = Written()
        let writer = LogWriter { text in written.batches.withLock { $0.append(text) } }
        for number in 1...100 { writer.add("line \(number)") }
        writer.flush()
        let batches = written.batches.withLock { $0 }
        #expect(batches.joined() == (1...100).map { "line \($0)\n" }.joined())
        #expect(batches.count < 10)
    }

    @Test("a reader that does not read costs lines, counted, and never time")
    func dropping() {
        let written = Written()
        let writer = LogWriter { text in
            written.gate.wait()
            written.batches.withLock { $0.append(text) }
        }
        let line = String(repeating: "x", count: 1023)
        for _ in 0..<5000 { writer.add(line) }
        for _ in 0..<10 { written.gate.signal() }
        writer.flush()
        let text = written.batches.withLock { $0.joined() }
        let kept = text.split(separator: "\n").count { $0.first == "x" }
        #expect(kept < 3000)
        #expect(text.contains(" log lines were dropped: their reader is too slow\n"))
    }
}
