package import OutletScenarios

/// A judgement on a client: whether it did as it should, a sentence that says so, and the requests that show it.
package struct Verdict: Hashable, Sendable {
    package enum Result: String, Hashable, Sendable {
        case pass
        case fail
        /// Nothing happened that would show it.
        case notExercised = "not-exercised"
    }

    /// One request of one world.
    package struct Evidence: Hashable, Sendable {
        package var world: String
        package var request: Int
    }

    package var name: VerdictName
    package var result: Result
    package var message: String
    package var evidence: [Evidence]
}
