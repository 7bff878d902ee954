extension JSON {
    /// Whether both are numbers of the same value, however they are written: `1` equals `1.0` and `10e-1`, but 2⁵³ + 1
    /// does not equal 2⁵³.
    package func isSameNumber(as other: JSON) -> Bool {
        if case .integer(let a) = self, case .integer(let b) = other { return a == b }
        guard let a = number, let b = other.number else { return false }
        return a == b
    }

    private var number: ExactNumber? {
        switch self {
        case .integer(let number): ExactNumber("\(number)")
        case .decimal(let literal): ExactNumber(literal)
        default: nil
        }
    }
}

/// A decimal number in canonical form: its digits from the first to the last nonzero one, and the power of ten of the
/// last.
private struct ExactNumber: Equatable {
    private var isNegative = false
    private var digits: [UInt8] = []
    private var exponent = 0

    /// Nil if the exponent is 2⁶⁰ or more either way; such a number never counts as the same as another.
    init?(_ literal: String) {
        let parts = literal.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        if parts.count > 1 {
            guard let written = Int(String(decoding: parts[1], as: UTF8.self)), written.magnitude < 1 << 60 else {
                return nil
            }
            exponent = written
        }
        var isFraction = false
        for byte in parts[0] {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            default:
                digits.append(byte)
                if isFraction { exponent -= 1 }
            }
        }
        while digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            exponent += 1
        }
        digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
        if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }
}
