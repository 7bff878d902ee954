package import OutletContract
import OutletWire

/// How one operation fared: its answers, how much of the allowed errors they used up, and how long after its last
/// failure it was granted again.
package struct ReportedOperation: Hashable, Sendable {
    /// The logical calls: calls with their retries, until one is granted.
    package struct Budget: Hashable, Sendable {
        package var well: Int
        /// The number of logical calls that have ended.
        package var total: Int
        /// The share that must end well, in words; nil if there is no expectation.
        package var wanted: String?
        /// How much of the allowed errors is used up, in whole percent; nil if there is no expectation or it allows
        /// none.
        package var spentPercent: Int?

        package init(well: Int, total: Int, wanted: String? = nil, spentPercent: Int? = nil) {
            self.well = well
            self.total = total
            self.wanted = wanted
            self.spentPercent = spentPercent
        }
    }

    package var operation: Operation
    package var granted = 0
    package var refused = 0
    /// 500 and above.
    package var failed = 0
    package var lost = 0
    /// Nil if the logical calls are no longer known.
    package var budget: Budget?
    /// When it last failed on the server's side, on the world's clock; nil if it never did.
    package var lastFailure: Instant?
    /// How long after that failure it was granted; nil if it was not granted yet or never failed.
    package var recovery: Span?

    package init(_ operation: Operation) {
        self.operation = operation
    }

    package var calls: Int { granted.saturatingSum(refused).saturatingSum(failed).saturatingSum(lost) }

    /// `2 of 3 logical calls ended well; at least 99 % were to, 3333 % of the budget spent`.
    var budgetWords: String {
        guard let budget, budget.total > 0 else { return "not told" }
        let well = "\(budget.well) of \(Counted(budget.total, "logical call")) ended well"
        guard let wanted = budget.wanted else { return well }
        return "\(well); \(wanted) were to" + (budget.spentPercent.map { ", \($0) % of the budget spent" } ?? "")
    }

    var recoveryWords: String {
        guard lastFailure != nil else { return "never failed" }
        return recovery.map { $0 == .zero ? "at once" : $0.spoken } ?? "not yet"
    }

    var json: JSON {
        [
            "operation": .string(operation.wireName), "granted": .integer(granted), "refused": .integer(refused),
            "failed": .integer(failed), "lost": .integer(lost),
            "budget": budget.map { budget -> JSON in
                [
                    "well": .integer(budget.well), "total": .integer(budget.total),
                    "wanted": .optional(budget.wanted), "spentPercent": .optional(budget.spentPercent),
                ]
            } ?? .null,
            "lastFailure": .optional(lastFailure?.iso8601Milliseconds),
            "recoveryMilliseconds": .optional(recovery?.milliseconds),
        ]
    }

    /// Nil for any other document, and for an operation that this version does not know.
    init?(json: JSON) {
        guard let operation = json["operation"]?.string.flatMap(Operation.init(rawValue:)) else { return nil }
        func count(_ name: String) -> Int { max(0, json[name]?.integer ?? 0) }
        self.init(operation)
        (granted, refused, failed, lost) = (count("granted"), count("refused"), count("failed"), count("lost"))
        if let given = json["budget"], let well = given["well"]?.integer, let total = given["total"]?.integer {
            budget = Budget(
                well: max(0, well), total: max(0, total), wanted: given["wanted"]?.string,
                spentPercent: given["spentPercent"]?.integer.map { max(0, $0) })
        }
        lastFailure = json["lastFailure"]?.string.flatMap(Instant.init(iso8601:))
        recovery = json["recoveryMilliseconds"]?.integer.map { Span(milliseconds: max(0, $0)) }
    }
}
