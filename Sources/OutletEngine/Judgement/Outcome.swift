/// The result of an expectation, or of a drill, which is a scenario with a timeline and all of its expectations.
package enum Outcome: String, CaseIterable, Hashable, Sendable {
    case pass
    case fail
    /// There was not enough traffic or time to tell.
    case inconclusive

    /// The outcome of several together: fail if any failed, else inconclusive if any is, else pass.
    package init(_ outcomes: some Sequence<Outcome>) {
        let all = Set(outcomes)
        self = [.fail, .inconclusive].first(where: all.contains) ?? .pass
    }

    /// The word for a column that people scan.
    package var word: String { self == .pass ? "pass" : rawValue.uppercased() }
}
