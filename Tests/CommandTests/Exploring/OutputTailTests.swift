import Testing

@testable import gpuoutlet_mock

@Suite("The last lines of a client's output")
struct OutputTailTests {
    private func lines(_ parts: [UInt8]...) -> [String] {
        var tail = OutputTail()
        for part in parts { tail.append(part) }
        return tail.lines
    }

    @Test("lines are told apart wherever the pieces are cut, and an unfinished last line counts")
    func pieces() {
        #expect(lines(Array("on".utf8), Array("e\ntwo\r\nth".utf8), Array("ree".utf8)) == ["one", "two", "three"])
        #expect(lines(Array("one\n\ntwo\n".utf8)) == ["one", "", "two"])
        #expect(lines().isEmpty)
    }

    @Test("only the last forty are kept, of the last 64 KiB, and no half a line stands at the top")
    func bounds() {
        let many = (1...100).map { "line \($0)" }
        #expect(lines(Array((many.joined(separator: "\n") + "\n").utf8)) == many.suffix(OutputTail.mostLines))
        var tail = OutputTail()
        for number in 1...50_000 { tail.append(Array("\(number) \(String(repeating: "x", count: 3000))\n".utf8)) }
        #expect(tail.lines.count == 21)
        #expect(tail.lines.allSatisfy { $0.first?.isNumber == true && $0.hasSuffix("…") && $0.count == 501 })
    }

    @Test("bytes that are no text, and what moves a terminal's cursor, are shown and do nothing")
    func strange() {
        #expect(lines([0xFF, 0x1B] + Array("[31mred\0".utf8)) == ["\u{FFFD}\\u{1B}[31mred\\u{0}"])
    }
}
