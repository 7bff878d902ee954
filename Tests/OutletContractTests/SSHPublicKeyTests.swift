import OutletContract
import Testing

@Suite("SSH public keys")
struct SSHPublicKeyTests {
    @Test("are read as ssh-keygen reads them", arguments: SSHKeyFixtures.accepted)
    func accepted(fixture: SSHKeyFixtures.Accepted) throws {
        let key = try SSHPublicKey(line: fixture.line)
        #expect(key.algorithm == fixture.algorithm)
        #expect(key.bits == fixture.bits)
        #expect(key.fingerprint == fixture.fingerprint)
        #expect(key.comment == "ada@example.com")
    }

    @Test("are covered by the fixtures, every type")
    func everyType() {
        #expect(Set(SSHKeyFixtures.accepted.map(\.algorithm)) == Set(SSHPublicKey.Algorithm.allCases))
    }

    @Test("are refused when weak or certified", arguments: SSHKeyFixtures.refused)
    func refused(fixture: SSHKeyFixtures.Refused) {
        #expect(problem(fixture.line) == fixture.problem)
    }

    static let ed25519 = SSHKeyFixtures.accepted[0]

    @Test("may stand in white space, with any comment or none")
    func whiteSpaceAndComments() throws {
        let bare = "ssh-ed25519 \(Self.ed25519.data)"
        let lines = [
            bare: "", "\(bare)\n": "", "  \t\(bare) \r\n": "", "ssh-ed25519 \t \(Self.ed25519.data)\tada": "ada",
            "\(bare)  ada's laptop, the  red one ": "ada's laptop, the  red one", "\(bare) Zoë 鍵": "Zoë 鍵",
        ]
        for (line, comment) in lines {
            let key = try SSHPublicKey(line: line)
            #expect(key.comment == comment)
            #expect(key.fingerprint == Self.ed25519.fingerprint)
        }
    }

    @Test("keep their fingerprint whatever the comment says")
    func commentIsNotPartOfTheKey() throws {
        let one = try SSHPublicKey(line: "\(Self.ed25519.line) one")
        let other = try SSHPublicKey(line: "ssh-ed25519 \(Self.ed25519.data) other")
        #expect(one.fingerprint == other.fingerprint)
    }

    static let lines: [(line: String, problem: SSHPublicKeyProblem)] = [
        ("", .empty), (" \t\r\n", .empty),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n-----END OPENSSH PRIVATE KEY-----\n", .privateKey),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", .privateKey),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none", .privateKey),
        ("-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----", .otherFormat),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----", .otherFormat),
        ("\(ed25519.line)\n\(ed25519.line)", .severalLines), ("\(ed25519.line)\r\n\(ed25519.line)", .severalLines),
        ("ssh-ed25519 \(ed25519.data.prefix(30))\n\(ed25519.data.dropFirst(30))", .severalLines),
        ("\(ed25519.line)\rx", .severalLines), ("\(ed25519.line)\0", .controlCharacter),
        ("ssh-ed25519\u{7f} \(ed25519.data)", .controlCharacter),
        ("restrict \(ed25519.line)", .options), ("command=\"echo a b\",no-pty \(ed25519.line)", .options),
        ("cert-authority ssh-rsa-cert-v01@openssh.com AAAA", .options),
        ("sk-ssh-ed25519-cert-v01@openssh.com AAAA", .certificate),
        ("hello", .unknownType("hello")), ("rsa-sha2-256 AAAA", .unknownType("rsa-sha2-256")),
        ("SSH-ED25519 \(ed25519.data)", .unknownType("SSH-ED25519")), (ed25519.data, .unknownType(ed25519.data)),
        ("ssh-ed448 AAAA", .unknownType("ssh-ed448")), ("# \(ed25519.data)", .unknownType("#")),
        ("ssh-ed25519", .noData), ("ssh-ed25519   ", .noData), ("ssh-dss", .noData),
        ("ssh-ed25519 \(ed25519.data.dropLast())", .notBase64), ("ssh-ed25519 \(ed25519.data)=", .notBase64),
        ("ssh-ed25519 not*base64", .notBase64), ("ssh-ed25519 ada@example.com", .notBase64),
        ("ssh-rsa \(ed25519.data)", .typeMismatch(line: "ssh-rsa", data: "ssh-ed25519")),
        ("ssh-ed25519 \(SSHKeyFixtures.accepted[1].data)", .typeMismatch(line: "ssh-ed25519", data: "ssh-rsa")),
        ("ssh-dss \(ed25519.data)", .typeMismatch(line: "ssh-dss", data: "ssh-ed25519")),
    ]

    @Test("are refused with the reason when the line is none", arguments: lines)
    func badLine(line: String, problem: SSHPublicKeyProblem) {
        #expect(self.problem(line) == problem)
        #expect(problem.code == .validationFailed)
    }

    @Test("are refused when cut off anywhere, or longer than they are", arguments: SSHKeyFixtures.accepted)
    func cutOff(fixture: SSHKeyFixtures.Accepted) throws {
        let blob = try #require(Base64.decode(fixture.data))
        for count in 1..<blob.count where count < 120 || blob.count - count < 8 {
            #expect(isMalformed(problem(type: fixture.algorithm.rawValue, blob: Array(blob[..<count]))), "\(count)")
        }
        #expect(isMalformed(problem(type: fixture.algorithm.rawValue, blob: blob + [0])))
    }

    @Test("survive any one byte being another, and are then refused or another key", arguments: SSHKeyFixtures.accepted)
    func anyByte(fixture: SSHKeyFixtures.Accepted) throws {
        let blob = try #require(Base64.decode(fixture.data))
        for index in blob.indices {
            var changed = blob
            changed[index] = changed[index] &+ UInt8(truncatingIfNeeded: 1 + index % 255)
            let line = "\(fixture.algorithm.rawValue) \(Base64.encode(changed))"
            if let key = try? SSHPublicKey(line: line) { #expect(key.fingerprint != fixture.fingerprint) }
        }
    }

    @Test("say what is wrong in one sentence, and repeat no secret and no long text")
    func sentences() {
        for (line, problem) in Self.lines {
            #expect(problem.sentence.hasSuffix("."))
            #expect(problem.sentence.count < 300)
            #expect(line.count < 60 || !problem.sentence.contains(line.suffix(50)))
        }
        let garbled = problem(type: "ssh-rsa", blob: SSHBlob([0x61, 0x0A, 0x00, 0xFF]).bytes)
        #expect(garbled?.sentence == "The line says ssh-rsa, but its data holds \"a\u{FFFD}\u{FFFD}\u{FFFD}\".")
        #expect(
            SSHPublicKeyProblem.shortRSA(bits: 1024).sentence
                == "The RSA key has 1024 bits; at least 2048 are required.")
    }
}

extension SSHPublicKeyTests {
    func problem(_ line: String) -> SSHPublicKeyProblem? {
        do throws(SSHPublicKeyProblem) {
            _ = try SSHPublicKey(line: line)
            return nil
        } catch {
            return error
        }
    }

    func problem(type: String, blob: [UInt8]) -> SSHPublicKeyProblem? {
        problem("\(type) \(Base64.encode(blob)) ada@example.com")
    }

    func isMalformed(_ problem: SSHPublicKeyProblem?) -> Bool {
        if case .malformed = problem { true } else { false }
    }
}
