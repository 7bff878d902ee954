package import OutletContract
import OutletWire

/// One of a user's SSH keys.
package struct SSHKey: Hashable, Sendable, Codable {
    package let id: String
    package let name: String
    package let fingerprint: String
    package let algorithm: String
    package let createdAt: Instant

    var json: JSON {
        [
            "id": .string(id), "name": .string(name), "fingerprint": .string(fingerprint),
            "algorithm": .string(algorithm), "createdAt": .string(createdAt.iso8601),
        ]
    }
}
