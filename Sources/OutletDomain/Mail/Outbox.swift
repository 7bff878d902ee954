package import OutletContract

/// The emails of a world. None is delivered: tests read here what a user would find in the mailbox.
package struct Outbox: Hashable, Sendable, Codable {
    /// The most emails kept; the oldest are removed first, so that a long-running world does not grow without bound.
    package static let capacity = 10_000

    /// Oldest first.
    package private(set) var messages = Blocks<Message>()
    /// The number of emails ever sent; it numbers the ids.
    private(set) var sentCount = 0

    package init() {}

    package mutating func send(_ notice: Notice, to recipient: EmailAddress, at now: Instant, seed: Int) {
        sentCount += 1
        messages.append(
            Message(
                id: ResourceKind.message.id(seed: seed, ordinal: sentCount, at: now), to: recipient,
                kind: notice.kind, subject: notice.subject, text: notice.text, code: notice.code,
                linkPath: notice.linkPath, sentAt: now))
        if messages.count > Outbox.capacity { messages.removeFirstBlock() }
    }

    /// Returns the emails to a recipient, or to everybody if nil, oldest first.
    package func messages(to recipient: EmailAddress?) -> [Message] {
        guard let recipient else { return Array(messages) }
        return messages.filter { $0.to == recipient }
    }

    package func latest(to recipient: EmailAddress?) -> Message? {
        guard let recipient else { return messages.last }
        return messages.last { $0.to == recipient }
    }
}
