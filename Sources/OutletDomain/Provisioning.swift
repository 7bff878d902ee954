package import OutletContract

/// What becomes of a new pod. A pod keeps what was set when it was created.
package struct Provisioning: Hashable, Sendable, Codable {
    package enum Outcome: String, CaseIterable, Sendable, Codable {
        case running
        case failed
        /// It stays in provisioning until somebody stops it.
        case stuck
    }

    package var takes = Limits.provisioning
    package var then = Outcome.running
    /// What a failed pod says went wrong.
    package var error = "The provider could not start the pod"

    package init() {}
}
