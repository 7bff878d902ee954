package import OutletContract

/// One way in which a server departs from the contract.
package struct ConformanceFinding: Hashable, Sendable {
    /// Nil if it concerns no operation: unknown paths and HTTP itself.
    package var operation: Operation?
    /// The request, such as `POST /v1/rentals`.
    package var request: String
    /// The rule, as a sentence.
    package var rule: String
    package var expected: String
    package var actual: String
    /// How often the rule was broken. The other fields describe the first time.
    package var times = 1
}
