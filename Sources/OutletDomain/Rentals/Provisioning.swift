package import OutletContract

/// How new pods are provisioned. A pod keeps the values from its creation.
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
    /// How long a pod that will crash runs first.
    package var crashesAfter = Limits.crashesAfter
    /// The error of a failed pod; nil gives a default for how it failed.
    package var error: String?

    package init() {}
}
