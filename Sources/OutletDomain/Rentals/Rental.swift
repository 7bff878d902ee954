package import OutletContract

/// One pod, from its creation to long after its end.
package struct Rental: Record {
    /// Where a running pod can be reached.
    package struct Address: Hashable, Sendable, Codable {
        package let host: String
        package let port: Int
    }

    package let id: String
    package let user: UserID
    package let name: String?
    package let family: Family
    package let gpuCount: Int
    /// For the whole pod; locked at creation.
    package let pricePerHour: Cents
    package let provider: Provider
    package let region: Region
    package let template: Template
    package let createdAt: Instant
    /// How it is provisioned: the values from its creation.
    let provisioning: Provisioning
    /// How long it may run.
    let autoStopAfter: Span?

    package internal(set) var status = RentalStatus.provisioning
    /// When its provider will answer; nil if it never will by itself.
    var readyAt: Instant?
    /// When it will crash if it keeps running; nil if it never will by itself.
    var crashesAt: Instant?
    package internal(set) var error: String?
    package internal(set) var address: Address?
    /// When billing began.
    package internal(set) var runningSince: Instant?
    /// When it began to stop, for whatever reason, or failed: from then on it costs nothing.
    package internal(set) var stoppedAt: Instant?
    /// The end of the minute that will be charged next; nil if none will.
    var nextChargeAt: Instant?
    /// What the ledger has taken for it, and what it has refunded.
    package internal(set) var charged = Cents.zero
    package internal(set) var refunded = Cents.zero

    package var key: String { id }

    /// Its error if it fails now.
    var failure: String {
        provisioning.error ?? (runningSince == nil ? "The provider could not start the pod" : "The pod crashed")
    }
}
