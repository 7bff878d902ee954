import OutletWire
import Testing

@Suite("Text and numbers as bytes")
struct BytesTextTests {
    @Test(
        "A number reads as Swift writes it",
        arguments: [0, 9, 10, -1, -9, -10, 100, 65_535, 1_000_000_007, Int.max, Int.min])
    func numbers(number: Int) {
        var bytes = Array("n".utf8)
        bytes.append(decimal: number)
        #expect(String(decoding: bytes, as: UTF8.self) == "n\(number)")
    }

    @Test("Text is appended whole", arguments: ["", "short", "longer than fifteen bytes", "Jürgen 🦆"])
    func text(text: String) {
        var bytes: [UInt8] = []
        bytes.append("<")
        bytes.append(text: text)
        bytes.append(">")
        #expect(bytes == Array("<\(text)>".utf8))
    }

    @Test("A part of other bytes is appended")
    func part() {
        var bytes: [UInt8] = [1]
        bytes.append(1..<3, of: [7, 8, 9, 10])
        bytes.append(0..<0, of: [])
        #expect(bytes == [1, 8, 9])
    }
}
