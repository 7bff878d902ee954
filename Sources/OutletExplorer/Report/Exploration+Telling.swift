import OutletContract
import OutletWire

/// The texts that all forms of the report share.
extension Exploration {
    /// How much was tried, what was found and what was left out.
    var summaryLines: [String] {
        let found = [
            problems.isEmpty ? "no problem" : "\(Counted(summary.problems, "problem"))",
            summary.unstable == 0 ? nil : "\(summary.unstable) more that did not happen again",
        ].compactMap(\.self).joined(separator: " and ")
        var lines = [
            "\(scenarioName), seed \(seed): \(Counted(summary.runs, "run")) at \(Counted(summary.points, "point")) in "
                + "\(summary.took.secondsText) s: \(found)."
        ]
        for rule in PruningRule.allCases {
            guard let count = summary.pruned[rule], count > 0 else { continue }
            lines.append("\(Counted(count, "run")) left out: \(rule.text).")
        }
        if summary.unreached > 0 {
            lines.append(
                "\(Counted(summary.unreached, "run")) did not come to the call at which something was to go wrong.")
        }
        if summary.untried > 0 {
            lines.append("\(Counted(summary.untried, "run")) not tried: the search was cut short.")
        }
        return lines
    }
}

extension Exploration.Problem {
    /// The total cost, such as `$2.80 an hour and $25.00 once`; nil if there is none.
    var costText: String? {
        let perHour = left.compactMap(\.perHour).reduce(Cents.zero, +)
        let once = left.compactMap(\.cost).reduce(Cents.zero, +)
        let parts = [
            perHour > .zero ? "\(perHour.dollars) an hour" : nil, once > .zero ? "\(once.dollars) once" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }

    /// `does it twice at createRental 1`
    var title: String { outcome.words + (point.map { " at \($0)" } ?? "") }

    /// How the client ended, as an introduction to its last lines.
    var endText: String { end.text + (output.isEmpty ? "; it wrote nothing" : "; the last lines of its output:") }

    /// The log file written next to the scenario file: each call, and the client's last lines.
    package var log: String {
        let head = [title, message, ""]
        let lines = head + calls.conversation(injections) + ["", endText] + output
        return lines.joined(separator: "\n") + "\n"
    }
}
