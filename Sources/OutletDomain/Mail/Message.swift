package import OutletContract
package import OutletWire

/// One email in the outbox.
package struct Message: Hashable, Sendable, Codable {
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        case code
        case receipt
        case lowBalance = "low_balance"
        case autoStop = "auto_stop"
        case walletDry = "wallet_dry"
        case topUpDeclined = "top_up_declined"
    }

    package var id: String
    package var to: EmailAddress
    package var kind: Kind
    package var subject: String
    package var text: String
    package var code: String?
    /// A path on this server: the host is known only when the message is read.
    package var linkPath: String?
    package var sentAt: Instant

    package func json(links: Links) -> JSON {
        [
            "id": .string(id), "to": .string(to.text), "kind": .string(kind.rawValue), "subject": .string(subject),
            "text": .string(text), "code": .optional(code), "link": .optional(linkPath.map(links.absolute)),
            "sentAt": .string(sentAt.iso8601),
        ]
    }
}
