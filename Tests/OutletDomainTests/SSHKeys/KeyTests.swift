import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("SSH keys")
struct KeyTests {
    private static let line =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHelYVa3xqfqDEE1/O9nzgMZ430tv3poRSRoGgnrfIgy ada@laptop"
    /// An RSA key of 1024 bits: the exponent 65537 and a modulus that is odd and nothing else.
    private static let weak: String = {
        var data: [UInt8] = [0, 0, 0, 7] + Array("ssh-rsa".utf8) + [0, 0, 0, 3, 1, 0, 1]
        data += [0, 0, 0, 129, 0] + [UInt8](repeating: 0xAB, count: 128)
        return "ssh-rsa " + Base64.encode(data)
    }()

    @Test("are shown with the fingerprint that ssh-keygen prints, newest first")
    func create() throws {
        var world = ProviderState.make()
        let key = try world.createKey(CreateKey(name: "laptop", publicKey: KeyTests.line), for: ProviderState.dev)
        Operation.createKey.expectShape(key)
        #expect(key["fingerprint"] == "SHA256:6M/hYymjW+uBQOJVli7Va6gJsnTdEGa8pLZUDd6E9f0")
        #expect(key["algorithm"] == "ssh-ed25519")
        let other = try #require(Operation.createKey.bodyShape?.example["publicKey"]?.string)
        let second = try world.createKey(CreateKey(name: "desk", publicKey: other), for: ProviderState.dev)
        #expect(world.listKeys(for: ProviderState.dev) == ["keys": [second, key]])
        Operation.listKeys.expectShape(world.listKeys(for: ProviderState.dev))
    }

    @Test(
        "are refused when weak, garbled or on file already",
        arguments: [
            (KeyTests.line, ErrorCode.duplicateKey), (KeyTests.line + " other comment", .duplicateKey),
            (KeyTests.weak, .weakKey), ("", .validationFailed),
            ("ssh-ed25519 AAAA", .validationFailed),
            ("-----BEGIN OPENSSH PRIVATE KEY-----", .validationFailed),
        ])
    func refused(line: String, code: ErrorCode) throws {
        var world = ProviderState.make {
            $0.users[0].keys = [InitialState.Key(name: "laptop", publicKey: KeyTests.line)]
        }
        let error = #expect(throws: APIError.self) {
            try world.createKey(CreateKey(name: "again", publicKey: line), for: ProviderState.dev)
        }
        #expect(error?.code == code)
        #expect(error?.details.map(\.field) == ["publicKey"])
        #expect(world.listKeys(for: ProviderState.dev)["keys"]?.array?.count == 1)
    }

    @Test("belong to one user: another may have the same key, and cannot delete this one")
    func users() throws {
        var world = ProviderState.make { initialState in
            if let ada = EmailAddress("ada@example.com") { initialState.users.append(InitialState.User(email: ada)) }
        }
        let key = try world.createKey(CreateKey(name: "laptop", publicKey: KeyTests.line), for: ProviderState.dev)
        let ada = UserID(index: 1)
        _ = try world.createKey(CreateKey(name: "laptop", publicKey: KeyTests.line), for: ada)
        let id = try #require(key["id"]?.string)
        let error = #expect(throws: APIError.self) { try world.deleteKey(id, for: ada) }
        #expect(error?.code == .keyNotFound)
        #expect(try world.deleteKey(id, for: ProviderState.dev) == ["ok": true])
        #expect(world.listKeys(for: ProviderState.dev) == ["keys": []])
        #expect(throws: APIError.self) { try world.deleteKey(id, for: ProviderState.dev) }
    }
}
