/// Text and numbers at the end of bytes, without a `String` or a loop over single bytes on the way. What writes an
/// answer appends some hundred times; `append(contentsOf: text.utf8)` costs ten times as much for a short text.
extension Array where Element == UInt8 {
    /// Appends a literal.
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    package mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// Appends a number as decimal digits.
    package mutating func append(decimal number: Int) {
        if (0..<10).contains(number) {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number))
            return
        }
        let mostDigits = 20  // what `Int.min` has, with its sign
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: mostDigits) { digits in
            var start = digits.count
            var rest = number.magnitude
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Appends a part of other bytes.
    package mutating func append(_ range: Range<Int>, of bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }
}
