/// How an expectation came out, or a drill, which is a scenario with a timeline and all of its expectations.
package enum Outcome: String, CaseIterable, Hashable, Sendable {
    case pass
    case fail
    /// There was not enough traffic, or not enough time, to say.
    case inconclusive

    /// Of several together: one failure is enough to fail, and one doubt to doubt.
    package init(_ outcomes: some Sequence<Outcome>) {
        let all = Set(outcomes)
        self = [.fail, .inconclusive].first(where: all.contains) ?? .pass
    }

    /// For a column that is scanned by eye.
    package var word: String { self == .pass ? "pass" : rawValue.uppercased() }
}
