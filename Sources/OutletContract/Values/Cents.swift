/// An amount of money in whole US cents. Negative amounts leave a wallet. Arithmetic saturates; a ledger that gets that
/// far no longer sums to its wallet, which closes its world.
package struct Cents: Hashable, Comparable, Sendable, Codable {
    package var value: Int

    package init(_ value: Int) { self.value = value }

    /// Decodes a bare number of cents, at most ten trillion dollars either way. Even a full ledger of the largest
    /// entries stays below that, so any state that a world reaches can be read again.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try container.decode(Int.self)
        guard value.magnitude <= Cents.mostWritten else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be from -\(Cents.mostWritten) to \(Cents.mostWritten)")
        }
    }

    private static let mostWritten: UInt = 1_000_000_000_000_000

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    package static let zero = Cents(0)

    package static func < (a: Cents, b: Cents) -> Bool { a.value < b.value }
    package static func + (a: Cents, b: Cents) -> Cents { Cents(a.value.saturatingSum(b.value)) }
    package static func - (a: Cents, b: Cents) -> Cents { a + -b }
    package static prefix func - (amount: Cents) -> Cents { amount * -1 }
    package static func += (a: inout Cents, b: Cents) { a = a + b }
    package static func * (amount: Cents, n: Int) -> Cents { Cents(amount.value.saturatingProduct(n)) }

    /// The amount for people: `$12.05`, `-$0.40`.
    package var dollars: String {
        (value < 0 ? "-$" : "$") + Cents.decimalText(of: value.magnitude)
    }

    /// The same without the cents of a whole amount, with thousands grouped: `$5,000`.
    package var roundDollars: String {
        guard value % 100 == 0 else { return dollars }
        let digits = Array(String(value.magnitude / 100).utf8)
        let groups = stride(from: digits.count, to: 0, by: -3).reversed().map { end in
            String(decoding: digits[max(0, end - 3)..<end], as: UTF8.self)
        }
        return (value < 0 ? "-$" : "$") + groups.joined(separator: ",")
    }

    /// The amount in dollars as the meter writes it: `2.80`.
    package var decimalText: String {
        (value < 0 ? "-" : "") + Cents.decimalText(of: value.magnitude)
    }

    private static func decimalText(of cents: UInt) -> String {
        let rest = cents % 100
        return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
