package import OutletContract

/// What becomes of a new pod. A pod keeps what was set when it was created.
package struct Provisioning: Hashable, Sendable, Codable {
    package enum Outcome: String, CaseIterable, Sendable, Codable {
        case running
        case failed
        /// It runs, fails some time later, and is refunded.
        case crash
        /// It stays in provisioning until somebody stops it.
        case stuck
    }

    package var takes = Limits.provisioning
    package var then = Outcome.running
    /// How long a pod that will crash runs before.
    package var crashesAfter = Limits.crashesAfter
    /// What a pod that failed says went wrong; nil leaves the words to the way in which it failed.
    package var error: String?

    package init() {}
}
