package import OutletContract

/// What whoever runs the suite lets it do, and with which credentials.
package struct ConformanceSettings: Sendable {
    /// The session to ask under. Without one the suite signs in by itself where it can read the mail, which is at this
    /// double, and else asks only what needs no session.
    package var sid: String?
    /// Only asks what changes nothing: for a server that people use.
    package var isReadOnly = false
    /// Signs the webhooks; without it they are only sent unsigned.
    package var webhookSecret: String?
    /// What control calls of this double must carry.
    package var adminToken: String?
    /// Keeps the accounts, keys and events of this run apart from those of others.
    package var label = "1"
    /// The time by the machine's clock; webhooks to a foreign server are signed with it.
    package var now = Limits.virtualStart

    /// Asks nothing more once something was found.
    package var endsAtFirstFinding = false

    package init() {}
}
