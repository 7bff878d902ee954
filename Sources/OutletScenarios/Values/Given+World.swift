package import OutletContract

extension Given {
    /// One row of a catalogue that a scenario brings along.
    package struct Listing: Hashable, Sendable {
        package var family: Family
        package var gpuCount: Int
        package var provider: Provider
        package var region: Region
        /// For the whole pod and one hour.
        package var pricePerHour: Cents
        package var location: SourceLocation
    }

    /// The limits that a scenario turns; nil keeps the contract's own.
    package struct LimitChanges: Hashable, Sendable {
        package var requestsPerMinute: Int?
        package var requestsPerHour: Int?
        package var checkoutsPerHour: Int?
        /// How long an address waits between two one-time codes.
        package var codeEvery: Span?
        /// Wrong guesses after which a one-time code is dead.
        package var codeAttempts: Int?
    }

    /// How new pods come up, and whether they last; nil is "not said".
    package struct Provisioning: Hashable, Sendable {
        package enum End: String, CaseIterable, Sendable {
            case running
            case failed
            /// It runs, and fails some time later.
            case crash
            /// Neither: the pod stays in `provisioning`.
            case stuck
        }

        /// How long a pod is provisioning.
        package var takes: Span?
        package var end: End?
        /// How long a pod that will crash runs before.
        package var crashesAfter: Span?
        /// What a failed rental's `error` says.
        package var error: String?
        package var location: SourceLocation
    }
}
