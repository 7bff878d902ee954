package import OutletContract
package import OutletWire

/// SSH keys. Two users may have the same key; one user may not have it twice.
extension ProviderState {
    /// Newest first.
    package func listKeys(for user: UserID) -> JSON {
        ["keys": .array(self[user].keys.reversed().map(\.json))]
    }

    package mutating func createKey(_ input: CreateKey, for user: UserID) throws(APIError) -> JSON {
        let publicKey: SSHPublicKey
        do {
            publicKey = try SSHPublicKey(line: input.publicKey)
        } catch {
            throw APIError(error.code, details: [FieldProblem("publicKey", error.sentence)])
        }
        if let known = self[user].keys.first(where: { $0.fingerprint == publicKey.fingerprint }) {
            throw APIError(
                .duplicateKey, details: [FieldProblem("publicKey", "is already on file as \"\(known.name)\"")])
        }
        return addKey(input.name, publicKey, for: user).json
    }

    package mutating func deleteKey(_ id: String, for user: UserID) throws(APIError) -> JSON {
        guard let index = self[user].keys.firstIndex(where: { $0.id == id }) else { throw APIError(.keyNotFound) }
        self[user].keys.remove(at: index)
        return ["ok": true]
    }

    @discardableResult
    mutating func addKey(_ name: String, _ publicKey: SSHPublicKey, for user: UserID) -> SSHKey {
        let key = SSHKey(
            id: newId(.key), name: name, fingerprint: publicKey.fingerprint,
            algorithm: publicKey.algorithm.rawValue, createdAt: now)
        self[user].keys.append(key)
        return key
    }
}
