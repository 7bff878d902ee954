/// An amount of money: integer US cents. Negative amounts leave a wallet.
package struct Cents: Hashable, Comparable, Sendable, Codable {
    package var value: Int

    package init(_ value: Int) { self.value = value }

    /// As a bare number of cents.
    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    package static let zero = Cents(0)

    package static func < (a: Cents, b: Cents) -> Bool { a.value < b.value }
    package static func + (a: Cents, b: Cents) -> Cents { Cents(a.value + b.value) }
    package static func - (a: Cents, b: Cents) -> Cents { Cents(a.value - b.value) }
    package static prefix func - (amount: Cents) -> Cents { Cents(-amount.value) }
    package static func += (a: inout Cents, b: Cents) { a.value += b.value }
    package static func * (amount: Cents, n: Int) -> Cents { Cents(amount.value * n) }

    /// The amount for people: `$12.05`, `-$0.40`.
    package var dollars: String {
        (value < 0 ? "-$" : "$") + Cents.decimalText(of: value.magnitude)
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
