/// How an attempt to put a card on file ended.
package enum SetupOutcome: String, CaseIterable, Sendable {
    case succeeded
    /// The bank declined; another card may be tried.
    case declined
    case cancelled
}
