import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("The SSH keys on one user's file")
struct SSHKeysTests {
    private static let line =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHelYVa3xqfqDEE1/O9nzgMZ430tv3poRSRoGgnrfIgy ada@laptop"

    private static func key(_ id: String, _ fingerprint: String) -> SSHKey {
        SSHKey(
            id: id, name: "name of \(id)", fingerprint: fingerprint, algorithm: "ssh-ed25519",
            createdAt: Limits.virtualStart)
    }

    @Test("are listed newest first, and one that is taken out is gone")
    func lists() throws {
        var keys = SSHKeys()
        keys.add(Self.key("a", "1"))
        keys.add(Self.key("b", "2"))
        #expect(keys.json.array?.map { $0["id"] } == ["b", "a"])
        try keys.remove("a")
        #expect(keys.all.map(\.id) == ["b"])
        #expect(throws: APIError.self) { try keys.remove("a") }
        keys.removeAll()
        #expect(keys.count == 0)
    }

    @Test("admit a key once, whatever its comment")
    func admits() throws {
        var keys = SSHKeys()
        let publicKey = try keys.admit(line: Self.line)
        keys.add(Self.key("a", publicKey.fingerprint))
        do throws(APIError) {
            _ = try keys.admit(line: Self.line + " again")
            Issue.record("it was admitted twice")
        } catch {
            #expect(error.code == .duplicateKey && error.details.first?.field == "publicKey")
        }
    }
}
