package import OutletContract
package import OutletWire

/// The API's operations on SSH keys.
extension ProviderState {
    package func listKeys(for user: UserID) -> JSON { ["keys": self[user].keys.json] }

    package mutating func createKey(_ input: CreateKey, for user: UserID) throws(APIError) -> JSON {
        let publicKey = try self[user].keys.admit(line: input.publicKey)
        return addKey(input.name, publicKey, for: user).json
    }

    package mutating func deleteKey(_ id: String, for user: UserID) throws(APIError) -> JSON {
        try self[user].keys.remove(id)
        return ["ok": true]
    }

    @discardableResult
    mutating func addKey(_ name: String, _ publicKey: SSHPublicKey, for user: UserID) -> SSHKey {
        let key = SSHKey(
            id: newId(.key), name: name, fingerprint: publicKey.fingerprint,
            algorithm: publicKey.algorithm.rawValue, createdAt: now)
        self[user].keys.add(key)
        return key
    }
}
