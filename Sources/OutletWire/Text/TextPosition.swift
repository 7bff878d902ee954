/// A position in a text as people count it: lines and columns from 1, one column per Unicode scalar.
package struct TextPosition: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The position of the byte at `offset`; an offset past the end means the end.
    package init(of offset: Int, in bytes: [UInt8]) {
        self.init(line: 1, column: 1)
        var sweep = 0
        advance(from: &sweep, to: offset, in: bytes)
    }

    /// Moves from the byte at `index` to the one at `offset`, so that many positions cost one pass over the text. A
    /// line ends with LF, CR LF or a lone CR.
    package mutating func advance(from index: inout Int, to offset: Int, in bytes: [UInt8]) {
        let end = min(offset, bytes.count)
        while index < end {
            let byte = bytes[index]
            index += 1
            let isFirstOfTwo = byte == 0x0D && index < bytes.count && bytes[index] == 0x0A
            if byte == 0x0A || (byte == 0x0D && !isFirstOfTwo) {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
    }
}
