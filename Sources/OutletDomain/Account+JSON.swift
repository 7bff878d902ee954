import OutletContract
import OutletWire

extension Account {
    /// The answer of `me` and `verifyCode`.
    func json(expiresAt: Instant) -> JSON {
        [
            "user": [
                "id": .string(id), "email": .string(email.text), "createdAt": .string(createdAt.iso8601),
            ],
            "expiresAt": .string(expiresAt.iso8601),
        ]
    }
}
