package import OutletContract

extension Given {
    /// One row of a scenario's own catalogue.
    package struct Listing: Hashable, Sendable {
        package var family: Family
        package var gpuCount: Int
        package var provider: Provider
        package var region: Region
        /// For the whole pod and one hour.
        package var pricePerHour: Cents
        package var location: SourceLocation
    }

    /// The limits that a scenario changes; nil keeps the contract's own.
    package struct LimitChanges: Hashable, Sendable {
        package var requestsPerMinute: Int?
        package var requestsPerHour: Int?
        package var checkoutsPerHour: Int?
        /// How long an address waits between two one-time codes.
        package var codeEvery: Span?
        /// The number of wrong guesses that invalidate a one-time code.
        package var codeAttempts: Int?
    }

    /// How new pods start, and whether they last; nil means not given.
    package struct Provisioning: Hashable, Sendable {
        package enum End: String, CaseIterable, Sendable {
            case running
            case failed
            /// It runs, and fails some time later.
            case crash
            /// The pod stays in `provisioning`.
            case stuck
        }

        /// How long a pod is provisioning.
        package var takes: Span?
        package var end: End?
        /// How long a pod runs before it crashes.
        package var crashesAfter: Span?
        /// What a failed rental's `error` says.
        package var error: String?
        package var location: SourceLocation
    }
}
