package import OutletWire

/// An expectation that fails or is inconclusive: what was expected, what happened, and the requests to look at.
package struct ExpectationFailure: Hashable, Sendable {
    /// A request that nearly matched, or one of those that were too many.
    package struct Nearest: Hashable, Sendable {
        package var request: Int
        /// `POST /v1/rentals → 503 provider_pool_empty`
        package var line: String
        /// What is different about it; nil if it was counted.
        package var difference: String?
    }

    /// The index in the list of expectations, from 0.
    package var index: Int
    /// `fail` or `inconclusive`.
    package var outcome = Outcome.fail
    package var expected: String
    package var actual: String
    package var nearest: [Nearest]

    package var json: JSON {
        [
            "index": .integer(index), "result": .string(outcome.rawValue), "expected": .string(expected),
            "actual": .string(actual),
            "nearest": .array(
                nearest.map {
                    [
                        "request": .integer($0.request), "line": .string($0.line),
                        "difference": .optional($0.difference),
                    ]
                }),
        ]
    }

    /// The message of a failed verification, with several lines.
    package static func message(_ failures: [ExpectationFailure], of count: Int) -> String {
        let failed = failures.count { $0.outcome == .fail }
        let open = failures.count - failed
        let all = Counted(count, "expectation")
        var head = failed > 0 ? "\(failed) of \(all) \(failed == 1 ? "does" : "do") not hold" : ""
        if open > 0 {
            head += failed > 0 ? ", and \(open)" : "\(open) of \(all)"
            head += open == 1 ? " is inconclusive" : " are inconclusive"
        }
        var lines = [head]
        for failure in failures {
            let word = failure.outcome == .inconclusive ? "inconclusive: " : ""
            lines.append("expect[\(failure.index)]: \(word)expected \(failure.expected), but \(failure.actual)")
            lines += nearestLines(failure.nearest)
        }
        return lines.joined(separator: "\n")
    }

    static func nearestLines(_ nearest: [Nearest]) -> [String] {
        nearest.map { near in
            "  request \(near.request): \(near.line)" + (near.difference.map { "; \($0)" } ?? "")
        }
    }
}

extension ExpectationFailure.Nearest {
    init(_ exchange: Exchange, _ difference: String? = nil) {
        self.init(
            request: exchange.number, line: "\(exchange.requestLine) → \(exchange.answerWords)",
            difference: difference)
    }
}
