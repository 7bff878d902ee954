package import OutletContract

/// One clause of `expect`: something that should be true of the client when the run is over. The engine judges it.
package struct Expectation: Hashable, Sendable {
    package enum Clause: Hashable, Sendable {
        case calls(Calls)
        /// These calls came in this order; others may come between them.
        case order([OperationSelector])
        case verdict(VerdictName)
        /// The client met each of these codes.
        case met([ErrorCode])
        /// Exactly this many resources were left running or left behind.
        case leaks(Int)
        /// Exactly this many requests matched no operation.
        case unmatched(Int)
        /// After the last server-side failure of each of these operations, a healthy answer came within this time.
        case recovers(OperationSelector, within: Span)
        /// At least this share of the logical calls ended well.
        case succeeds(LogicalCalls, atLeast: Double)
        /// At least this share of the answers arrived whole.
        case delivered(OperationSelector, atLeast: Double)
    }

    /// Calls with their repeats: a logical call begins with a call and ends when the same call is granted.
    package struct LogicalCalls: Hashable, Sendable {
        package var selector: OperationSelector
        /// When they began.
        package var window: FaultWindow

        package init(selector: OperationSelector, window: FaultWindow = FaultWindow()) {
            self.selector = selector
            self.window = window
        }
    }

    /// Calls that are counted.
    package struct Calls: Hashable, Sendable {
        package var selector: OperationSelector
        package var conditions: [FaultCondition]
        package var status: Int?
        package var error: ErrorCode?
        /// The phase that they arrived in; nil for any.
        package var phase: String?
        /// How many there should be; an upper bound of `Int.max` is no limit.
        package var count: ClosedRange<Int>

        package init(
            selector: OperationSelector, conditions: [FaultCondition] = [], status: Int? = nil,
            error: ErrorCode? = nil, phase: String? = nil, count: ClosedRange<Int> = 1...Int.max
        ) {
            self.selector = selector
            self.conditions = conditions
            self.status = status
            self.error = error
            self.phase = phase
            self.count = count
        }
    }

    package var clause: Clause
    package var location: SourceLocation
}
