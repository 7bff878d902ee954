import OutletContract
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    @Test("answers NIST's short and long messages", arguments: SHA256Vectors.short + SHA256Vectors.long)
    func published(vector: SHA256Vector) {
        #expect(Hexadecimal.encode(SHA256.hash(bytes(vector.message))) == vector.digest)
    }

    @Test("hashes a million times the letter a (FIPS 180-2, B.3)")
    func million() {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(Hexadecimal.encode(SHA256.hash(message)) == digest)
    }

    @Test("passes the first checkpoints of NIST's Monte Carlo test")
    func monteCarlo() {
        var seed = bytes(SHA256Vectors.monteCarloSeed)
        for checkpoint in SHA256Vectors.monteCarloCheckpoints {
            var window = [seed, seed, seed]
            for _ in 0..<1000 { window = [window[1], window[2], SHA256.hash(window[0] + window[1] + window[2])] }
            seed = window[2]
            #expect(Hexadecimal.encode(seed) == checkpoint)
        }
    }

    @Test("does not care into which pieces the message is cut", arguments: [1, 3, 55, 56, 63, 64, 65, 127, 128])
    func pieces(size: Int) {
        let message = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        var hash = SHA256()
        for start in stride(from: 0, to: message.count, by: size) {
            hash.update(Array(message[start..<min(start + size, message.count)]))
        }
        #expect(hash.finish() == SHA256.hash(message))
    }
}
