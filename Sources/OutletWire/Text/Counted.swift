/// A number with its noun in the singular or plural: `1 byte`, `2 bytes`.
package struct Counted: CustomStringConvertible, Sendable {
    package let description: String

    /// - Parameters:
    ///   - plural: the plural, if it is not the noun with an `s`.
    package init(_ number: Int, _ noun: String, plural: String? = nil) {
        description = "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }
}
