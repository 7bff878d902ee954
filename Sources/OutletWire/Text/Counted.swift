/// A number of things, in words that agree with it: `1 byte`, `2 bytes`.
package struct Counted: CustomStringConvertible, Sendable {
    package let description: String

    /// - Parameters:
    ///   - plural: where it is not the noun with an `s` behind it.
    package init(_ number: Int, _ noun: String, plural: String? = nil) {
        description = "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }
}
