package import OutletContract

/// What the suite may do, and with which credentials.
package struct ConformanceSettings: Sendable {
    /// The session to use. Without one the suite signs in by itself if it can read the mail, which works only at this
    /// double; otherwise it asks only what needs no session.
    package var sid: String?
    /// Asks only what changes nothing, for servers in real use.
    package var isReadOnly = false
    /// Signs the webhooks. Without it they are only sent unsigned.
    package var webhookSecret: String?
    /// The token that control calls of this double must carry.
    package var adminToken: String?
    /// Distinguishes the accounts, keys and events of this run from those of other runs.
    package var label = "1"
    /// The machine's time. Webhooks to other servers are signed with it.
    package var now = Limits.virtualStart

    /// Stops at the first finding.
    package var endsAtFirstFinding = false

    package init() {}
}
