import Testing

@testable import OutletWire

@Suite("A sink of bytes")
struct ByteSinkTests {
    private func text(_ write: (inout ByteSink) -> Void) -> String {
        ByteSink.fill(write) { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "A number reads as Swift writes it",
        arguments: [0, 9, 10, -1, -9, -10, 99, 100, 65_535, 1_000_000_007, Int.max - 1, Int.max, Int.min])
    func numbers(number: Int) {
        let written = text {
            $0.append("n")
            $0.append(decimal: number)
        }
        #expect(written == "n\(number)")
    }

    @Test("Text is appended whole", arguments: ["", "short", "longer than fifteen bytes", "Jürgen 🦆"])
    func texts(said: String) {
        let written = text {
            $0.append("<")
            $0.append(text: said)
            $0.append(byte: UInt8(ascii: ">"))
        }
        #expect(written == "<\(said)>")
    }

    @Test("What outgrows the stack is kept whole, in whichever pieces it comes", arguments: [1, 7, 1023, 1024, 5000])
    func growth(piece: Int) {
        let whole = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let written = ByteSink.fill { sink in
            for start in stride(from: 0, to: whole.count, by: piece) {
                sink.append(Array(whole[start..<min(start + piece, whole.count)]))
            }
        } use: {
            Array($0)
        }
        #expect(written == whole)
    }

    @Test("It is appended to what is there")
    func appending() {
        var output = Array("before ".utf8)
        ByteSink.append(to: &output) { $0.append("and after") }
        #expect(String(decoding: output, as: UTF8.self) == "before and after")
    }

    @Test("A field is one line, whatever its value holds")
    func fields() {
        let written = text {
            $0.addField("A", "1\r\nB: 2\u{0}")
            $0.addField(text: "Name", "tab\there")
            $0.addField("N", -30)
            $0.addField("W") { $0.append(count: 2) { $0.update(repeating: UInt8(ascii: "w"), count: 2) } }
        }
        #expect(written == "A: 1  B: 2 \r\nName: tab\there\r\nN: -30\r\nW: ww\r\n")
    }
}
