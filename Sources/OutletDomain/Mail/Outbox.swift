package import OutletContract

/// The emails of a world. None leaves: tests read here what a user would find in the mailbox.
package struct Outbox: Hashable, Sendable, Codable {
    /// The oldest go first beyond this: a world that runs for days must not grow without end.
    package static let capacity = 10_000

    /// Oldest first.
    package private(set) var messages = Blocks<Message>()
    /// How many were ever sent; it numbers the ids.
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

    /// Oldest first; everybody's where no recipient is given.
    package func messages(to recipient: EmailAddress?) -> [Message] {
        guard let recipient else { return Array(messages) }
        return messages.filter { $0.to == recipient }
    }

    package func latest(to recipient: EmailAddress?) -> Message? {
        guard let recipient else { return messages.last }
        return messages.last { $0.to == recipient }
    }
}
