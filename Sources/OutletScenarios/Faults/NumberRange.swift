/// A range of numbers in `when`: `<500`, `<=500`, `>3`, `>=3`, `3..5` (both ends included).
package struct NumberRange: Hashable, Sendable {
    /// The range as written.
    package let text: String
    private let lower: Bound?
    private let upper: Bound?

    private struct Bound: Hashable, Sendable {
        var number: Number
        var isInside: Bool
    }

    /// Nil for text of any other form.
    package init?(_ text: String) {
        self.text = text
        let comparisons = [("<=", true), (">=", true), ("<", false), (">", false)]
        if let (sign, isInside) = comparisons.first(where: { text.hasPrefix($0.0) }) {
            guard let number = Number(text.dropFirst(sign.count)) else { return nil }
            let bound = Bound(number: number, isInside: isInside)
            (lower, upper) = sign.hasPrefix("<") ? (nil, bound) : (bound, nil)
            return
        }
        let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, let low = Number(ends[0]), let high = Number(ends[1]), low <= high else { return nil }
        (lower, upper) = (Bound(number: low, isInside: true), Bound(number: high, isInside: true))
    }

    /// Whether a number, as JSON writes it, is in the range; false for text that is not a number.
    package func contains(_ literal: some StringProtocol) -> Bool {
        guard let number = Number(literal) else { return false }
        if let lower, !(lower.isInside ? lower.number <= number : lower.number < number) { return false }
        if let upper, !(upper.isInside ? number <= upper.number : number < upper.number) { return false }
        return true
    }

    /// Whole numbers are compared exactly, all others as floating point.
    private enum Number: Hashable, Sendable, Comparable {
        case whole(Int)
        case double(Double)

        init?(_ text: some StringProtocol) {
            guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
                return nil
            }
            if let whole = Int(text) {
                self = .whole(whole)
            } else if text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }), let double = Double(text),
                double.isFinite
            {
                self = .double(double)
            } else {
                return nil
            }
        }

        static func < (a: Number, b: Number) -> Bool {
            if case .whole(let a) = a, case .whole(let b) = b { return a < b }
            return a.double < b.double
        }

        private var double: Double {
            switch self {
            case .whole(let whole): Double(whole)
            case .double(let double): double
            }
        }
    }
}
