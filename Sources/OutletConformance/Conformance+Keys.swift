import OutletContract
import OutletWire

/// SSH keys: adding, listing, refusing weak and duplicate ones, and removing.
extension Conformance {
    mutating func askKeys() {
        guard let before = answer(to: Question(.listKeys))?["keys"]?.array else { return }
        expectNewestFirst(before, by: "createdAt")
        guard mayWrite else { return }
        let line = ownKey
        let name = String(repeating: "k", count: Limits.nameCharacters.upperBound)
        let question = Question(.createKey, body: ["name": .string(name), "publicKey": .string(line)])
        guard let key = answer(to: question), let id = key["id"]?.string else { return }
        let wanted = try? SSHPublicKey(line: line)
        expectEqual(key["name"], .string(name), "A key keeps its name")
        expectEqual(key["fingerprint"], .optional(wanted?.fingerprint), "The fingerprint is what ssh-keygen -lf prints")
        expectEqual(key["algorithm"], .optional(wanted?.algorithm.rawValue), "A key names its algorithm")
        let listed = answer(to: Question(.listKeys))?["keys"]?.array ?? []
        expect(
            listed == [key] + before, "A new key comes first in the list", "\(Counted(before.count + 1, "key"))",
            "\(listed.count), or others")
        refusal(.duplicateKey, of: question)
        askRefusedKeys()
        answer(to: Question(.deleteKey, id))
        refusal(.keyNotFound, of: Question(.deleteKey, id))
        let left = answer(to: Question(.listKeys))?["keys"]?.array ?? []
        expect(
            left == before, "A removed key is gone from the list", "\(Counted(before.count, "key"))",
            "\(left.count), or others")
    }

    private mutating func askRefusedKeys() {
        for line in [Conformance.rsa1024, Conformance.dsa] {
            refusal(.weakKey, of: Question(.createKey, body: ["name": "weak", "publicKey": .string(line)]))
        }
        for line in [
            "hello", "ssh-ed25519 AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n", String(ownKey.dropLast(20)),
        ] {
            let question = Question(.createKey, body: ["name": "garbled", "publicKey": .string(line)])
            refusal(.validationFailed, of: question, field: "publicKey")
        }
    }

    /// A public key whose private half nobody has, different in each run.
    private var ownKey: String {
        let type = Array("ssh-ed25519".utf8)
        let number = SHA256.hash(Array("conform \(settings.label)".utf8))
        let blob = [0, 0, 0, UInt8(type.count)] + type + [0, 0, 0, UInt8(number.count)] + number
        return "ssh-ed25519 \(Base64.encode(blob)) conform"
    }

    /// Two weak keys, generated for this suite. The private keys were thrown away.
    private static let rsa1024 =
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCjCu+Rg7CemF0vxYgryOAQY4IBvPJjN2B4i8lkSf5IoWPLeihVsuJoCTGGMzS7"
        + "NISFCPRic9GRuehroxH+NfQ5efVfehglHX3P8muh5jAq9QZ3K/zUW1W81yrKhq7U4daUKkp2pUxrBwaJHwcYBZzAwlHrGHQ8Oyb1"
        + "U9Wc2hZNWw== conform"
    private static let dsa =
        "ssh-dss AAAAB3NzaC1kc3MAAACBAJGMRu2VRyQlniryVmdsjA2jDoca7MMYftol9/Il6lX10d77INLcGATBr+NyPqpDaMj4q1IV"
        + "nZKoJU41+egNnaJ8ZyK2Zap/4W8JDgTfLrbl5fatMEMjc80S3urzPND7Fkl69Ri8Aj6U84JPf6qbDF9ukJHgW1thLZeXSDrYqVWp"
        + "AAAAFQCuMG4zw6aYWaDBrFh5a8PQ1eZySwAAAIBnF7Ep/+cvnLNiY0cihU/0oAfRX9XbOfcvKKPcufIOdrNuT+TABWbQWTjVO75I"
        + "m80NHsU5QtFafGL/KiDEMm7aklglADna3/omhM6dhLiJhMfC52ncT5qNae2fwQUEQrT7T0+E1Ev4C3S6DWTh7WhJWQawu6JzypOr"
        + "CBPtNAA9SgAAAIA9LNlyxOKVl/jvChrB0umY7vQWWeX0qzu6xmQuaAyreBsUHUz1pD7toMzAIKBiENnTO0nCEirPWiBS/aqyPuGd"
        + "2/T8cGLBPpkYzSQTflajhQJTLYq55NpnB7p68qvn3QU4O8HOBZgjSNMPBTRjW3FBuBnAJcecBCZom/vK9tt8aQ== conform"
}
