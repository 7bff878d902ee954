package import OutletWire

/// The facts about the world at the moment of a call: the caller's account, the stock, and the rental that the path
/// names.
package final class FaultFacts: Sendable {
    private let values: [FaultSubject: JSON]

    /// - Parameter values: the known facts; a subject without a value is missing.
    package init(_ values: [FaultSubject: JSON]) { self.values = values }

    subscript(_ subject: FaultSubject) -> JSON? { values[subject] }
}
