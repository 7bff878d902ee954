import OutletContract
import OutletWire

/// One user's SSH keys. Two users may have the same key; one user may not have it twice.
package struct SSHKeys: Hashable, Sendable {
    /// Oldest first.
    package private(set) var all: [SSHKey] = []

    package var count: Int { all.count }

    /// Newest first.
    var json: JSON { .array(all.reversed().map(\.json)) }

    /// Parses the line of a `.pub` file; throws if the key is malformed, weak or already on file.
    func admit(line: String) throws(APIError) -> SSHPublicKey {
        let publicKey: SSHPublicKey
        do {
            publicKey = try SSHPublicKey(line: line)
        } catch {
            throw APIError(error.code, details: [FieldProblem("publicKey", error.sentence)])
        }
        if let known = all.first(where: { $0.fingerprint == publicKey.fingerprint }) {
            throw APIError(
                .duplicateKey, details: [FieldProblem("publicKey", "is already on file as \"\(known.name)\"")])
        }
        return publicKey
    }

    mutating func add(_ key: SSHKey) { all.append(key) }

    mutating func remove(_ id: String) throws(APIError) {
        guard let index = all.firstIndex(where: { $0.id == id }) else { throw APIError(.keyNotFound) }
        all.remove(at: index)
    }

    mutating func removeAll() { all = [] }
}

extension SSHKeys: Codable {
    /// Codes the bare list.
    package init(from decoder: any Decoder) throws {
        all = try decoder.singleValueContainer().decode([SSHKey].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(all)
    }
}
