package import OutletWire

/// One planned run: the purpose, what goes wrong, and the world's scenario.
package struct Trial: Hashable, Sendable {
    package enum Purpose: Hashable, Sendable {
        /// Nothing goes wrong. The value is 1 for the first baseline and 2 for the second.
        case baseline(Int)
        case search
        /// Repeats the trial with this number, which had a problem, to see whether it happens again.
        case repetition(of: Int)
    }

    /// Counts from 1, in plan order.
    package var number: Int
    package var purpose: Purpose
    /// What goes wrong, in the order in which it happens; empty for a baseline.
    package var injections: [Injection]
    /// The whole scenario document, faults included, as a file would hold it.
    package var scenario: JSON

    package init(number: Int, purpose: Purpose, injections: [Injection], scenario: JSON) {
        self.number = number
        self.purpose = purpose
        self.injections = injections
        self.scenario = scenario
    }

    /// The fault id of the injection at this index.
    package static func faultID(_ index: Int) -> String { "\(faultPrefix)\(index + 1)" }

    private static let faultPrefix = "explore-"

    /// Whether this fault was written by a search.
    static func isOurs(_ fault: JSON) -> Bool { fault["id"]?.string?.hasPrefix(faultPrefix) ?? false }
}
