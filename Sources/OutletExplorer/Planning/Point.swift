package import OutletContract

/// A place in a client's run where something can go wrong: its n-th call of an operation.
package struct Point: Hashable, Sendable, CustomStringConvertible {
    package var operation: Operation
    /// Counts all calls of the operation in one run, from 1.
    package var ordinal: Int

    package init(_ operation: Operation, _ ordinal: Int) {
        self.operation = operation
        self.ordinal = ordinal
    }

    /// `createRental 2`
    package var description: String { "\(operation.wireName) \(ordinal)" }
}
