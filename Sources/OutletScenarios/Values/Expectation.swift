package import OutletContract

/// One clause of `expect`: something that should be true of the client when the run is over. The engine judges it.
package struct Expectation: Hashable, Sendable {
    package enum Clause: Hashable, Sendable {
        case calls(Calls)
        /// These calls came in this order, others may lie between.
        case order([OperationSelector])
        case verdict(VerdictName)
        /// The client met each of these codes.
        case met([ErrorCode])
        /// Exactly so many resources were left running or lying about.
        case leaks(Int)
        /// Exactly so many requests matched no operation.
        case unmatched(Int)
    }

    /// Calls that are counted.
    package struct Calls: Hashable, Sendable {
        package var selector: OperationSelector
        package var conditions: [FaultCondition]
        package var status: Int?
        package var error: ErrorCode?
        /// How many there should be: exact where both ends are the same; no upper end where it is `Int.max`.
        package var count: ClosedRange<Int>

        package init(
            selector: OperationSelector, conditions: [FaultCondition] = [], status: Int? = nil,
            error: ErrorCode? = nil, count: ClosedRange<Int> = 1...Int.max
        ) {
            self.selector = selector
            self.conditions = conditions
            self.status = status
            self.error = error
            self.count = count
        }
    }

    package var clause: Clause
    package var place: Place
}
