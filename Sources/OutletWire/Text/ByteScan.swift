/// Searches for bytes, eight at a time.
///
/// **Theory.** A few operations test all eight bytes of a word at once (SWAR: `w - 0x01…01` borrows into the top bit of
/// a zero byte). Each `ByteScan` function sets the top bit of every matching byte. Bits above the lowest match may be
/// wrong, so only the lowest is used.
extension UnsafeBufferPointer<UInt8> {
    /// The first index in `range` whose byte `marks` marks, or the end of the range.
    @inline(__always) func firstIndex(in range: Range<Int>, marking marks: (UInt64) -> UInt64) -> Int {
        var index = range.lowerBound
        let end = range.upperBound
        while end - index >= 8 {
            let found = marks(word(at: index))
            if found != 0 { return index + found.trailingZeroBitCount >> 3 }
            index += 8
        }
        if index == end { return end }
        // Bytes after the range are read as far as the buffer goes, and ignored.
        let found = marks(count - index >= 8 ? word(at: index) : lastWord(at: index))
        return found == 0 ? end : Swift.min(index + found.trailingZeroBitCount >> 3, end)
    }

    /// The first index in `range` that holds `byte`, or the end of the range.
    @inline(__always) package func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int {
        let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        return firstIndex(in: range) { ByteScan.equal($0, pattern) }
    }

    /// Whether `text` is at `start`, ignoring ASCII case. The caller has checked the length.
    @inline(__always) func spells(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var offset = 0
        while offset < text.count {
            if self[start + offset].lowercasedASCII != text[offset].lowercasedASCII { return false }
            offset += 1
        }
        return true
    }

    /// Whether `text` fills `range`, ignoring ASCII case.
    @inline(__always) func spells(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && text.withUTF8Buffer { spells($0, at: range.lowerBound) }
    }

    /// Whether `text` fills `range`, byte for byte.
    @inline(__always) func equals(_ text: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { text in
            var offset = 0
            while offset < text.count {
                if self[range.lowerBound + offset] != text[offset] { return false }
                offset += 1
            }
            return true
        }
    }

    /// The bytes of `range` as text; invalid UTF-8 becomes U+FFFD.
    @inline(__always) func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: self[range]), as: UTF8.self)
    }

    @inline(__always) private func word(at index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The bytes up to the end of the buffer, padded with letters, which no search looks for.
    private func lastWord(at index: Int) -> UInt64 {
        var word: UInt64 = 0x6161_6161_6161_6161
        var offset = count
        while offset > index {
            offset -= 1
            word = word << 8 | UInt64(self[offset])
        }
        return word
    }
}

/// Tests on the eight bytes of a word.
enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Marks the bytes that equal those of `pattern`.
    @inline(__always) static func equal(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        zero(word ^ pattern)
    }

    /// Marks control characters: a field's value must not hold any but the tab, and that is rare.
    @inline(__always) static func control(_ word: UInt64) -> UInt64 {
        (word &- ones &* 0x20) & ~word & tops | equal(word, ones &* 0x7F)
    }

    /// Marks all but letters and hyphens, of which most field names consist. Exact for each byte.
    @inline(__always) static func notNameLike(_ word: UInt64) -> UInt64 {
        let lowered = (word | ones &* 0x20) & ~tops
        let fromA = (lowered | tops) &- ones &* 0x61
        let beyondZ = lowered &+ ones &* 0x05
        let hyphened = word ^ (ones &* 0x2D)
        let notHyphen = ((hyphened & ~tops) &+ ~tops) | hyphened
        return (~fromA | beyondZ | word) & notHyphen & tops
    }

    /// Marks what a target must not hold: white space, control characters, non-ASCII bytes and `#`.
    @inline(__always) static func notTarget(_ word: UInt64) -> UInt64 {
        (word &- ones &* 0x21) & ~word & tops | equal(word, ones &* 0x7F) | word & tops | equal(word, ones &* 0x23)
    }

    /// Marks what a JSON string must escape: control characters, the double quote, the backslash.
    @inline(__always) static func notPlainText(_ word: UInt64) -> UInt64 {
        (word &- ones &* 0x20) & ~word & tops | equal(word, ones &* 0x22) | equal(word, ones &* 0x5C)
    }

    /// Marks the same, and non-ASCII bytes.
    @inline(__always) static func notPlainASCII(_ word: UInt64) -> UInt64 { notPlainText(word) | word & tops }

    @inline(__always) private static func zero(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & tops }
}
