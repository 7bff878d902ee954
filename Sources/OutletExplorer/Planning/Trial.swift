package import OutletWire

/// One run that the plan asks for: a world to begin with, and the client in it.
package struct Trial: Hashable, Sendable {
    package enum Purpose: Hashable, Sendable {
        /// Nothing goes wrong; the first or the second time.
        case baseline(Int)
        case search
        /// A run with a problem once more, to see whether it happens again: the trial of that number.
        case repetition(of: Int)
    }

    /// From 1, in the order of the plan.
    package var number: Int
    package var purpose: Purpose
    /// What goes wrong, in the order in which it happens; empty for a baseline.
    package var injections: [Injection]
    /// The whole scenario as a document, faults included: what a file would hold.
    package var scenario: JSON

    package init(number: Int, purpose: Purpose, injections: [Injection], scenario: JSON) {
        self.number = number
        self.purpose = purpose
        self.injections = injections
        self.scenario = scenario
    }

    /// The fault of the n-th injection, from 0.
    package static func faultID(_ index: Int) -> String { "\(faultPrefix)\(index + 1)" }

    private static let faultPrefix = "explore-"

    /// Whether a search has written this fault.
    static func isOurs(_ fault: JSON) -> Bool { fault["id"]?.string?.hasPrefix(faultPrefix) ?? false }
}
