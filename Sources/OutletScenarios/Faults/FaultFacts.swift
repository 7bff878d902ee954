package import OutletWire

/// What is true of the world at the moment of a call, as far as faults can ask: the caller's account and the rental that
/// the path names.
package final class FaultFacts: Sendable {
    private let values: [FaultSubject: JSON]

    /// - Parameter values: what is known; a subject without a value is missing.
    package init(_ values: [FaultSubject: JSON]) { self.values = values }

    subscript(_ subject: FaultSubject) -> JSON? { values[subject] }
}
