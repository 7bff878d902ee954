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
    /// What becomes of it; what was set when it was created.
    let provisioning: Provisioning
    /// How long it may run.
    let autoStopAfter: Span?

    package internal(set) var status = RentalStatus.provisioning
    /// When its provider will answer; nil where it never will by itself.
    var readyAt: Instant?
    /// When it will crash while it runs; nil where it never will by itself.
    var crashesAt: Instant?
    package internal(set) var error: String?
    package internal(set) var address: Address?
    /// When billing began.
    package internal(set) var runningSince: Instant?
    /// When it began to stop, whatever made it, or failed: from then on it costs nothing.
    package internal(set) var stoppedAt: Instant?
    /// The end of the minute that will be charged next; nil where none will.
    var nextChargeAt: Instant?
    /// What the ledger has taken for it, and given back.
    package internal(set) var charged = Cents.zero
    package internal(set) var refunded = Cents.zero

    package var key: String { id }

    /// What it says went wrong when it fails now.
    var failure: String {
        provisioning.error ?? (runningSince == nil ? "The provider could not start the pod" : "The pod crashed")
    }
}
