/// The hash for key fingerprints and Stripe's signatures (FIPS 180-4 §6.2). Input may come in any number of pieces.
package struct SHA256: Sendable {
    package static let blockSizeBytes = 64
    package static let digestSizeBytes = 32

    private var state: SIMD8<UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    /// The input since the last whole block; always less than one.
    private var pending: [UInt8] = []
    private var totalBytes = 0

    package init() {
        pending.reserveCapacity(SHA256.blockSizeBytes)
    }

    package static func hash(_ message: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(message)
        return hash.finish()
    }

    package mutating func update(_ bytes: [UInt8]) {
        totalBytes += bytes.count
        var start = 0
        if !pending.isEmpty {
            start = min(SHA256.blockSizeBytes - pending.count, bytes.count)
            pending.append(contentsOf: bytes[..<start])
            guard pending.count == SHA256.blockSizeBytes else { return }
            compress(pending, at: 0)
            pending.removeAll(keepingCapacity: true)
        }
        while bytes.count - start >= SHA256.blockSizeBytes {
            compress(bytes, at: start)
            start += SHA256.blockSizeBytes
        }
        pending.append(contentsOf: bytes[start...])
    }

    /// Returns the digest of all input. The value is consumed and takes no more.
    package consuming func finish() -> [UInt8] {
        let lengthBits = UInt64(totalBytes) * 8
        let zeros = (SHA256.blockSizeBytes * 2 - 9 - pending.count) % SHA256.blockSizeBytes
        var tail: [UInt8] = [0x80] + repeatElement(0, count: zeros)
        for shift in stride(from: 56, through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: lengthBits >> UInt64(shift)))
        }
        update(tail)
        var digest: [UInt8] = []
        digest.reserveCapacity(SHA256.digestSizeBytes)
        for index in 0..<8 {
            for shift: UInt32 in [24, 16, 8, 0] { digest.append(UInt8(truncatingIfNeeded: state[index] >> shift)) }
        }
        return digest
    }

    private mutating func compress(_ bytes: [UInt8], at start: Int) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
            for t in 0..<16 {
                let at = start + t * 4
                schedule[t] =
                    UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
                    | UInt32(bytes[at + 3])
            }
            for t in 16..<64 {
                let early = schedule[t - 15]
                let late = schedule[t - 2]
                let s0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >> 3)
                let s1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >> 10)
                schedule[t] = s1 &+ schedule[t - 7] &+ s0 &+ schedule[t - 16]
            }
            mix(schedule)
        }
    }

    private mutating func mix(_ schedule: UnsafeMutableBufferPointer<UInt32>) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for t in 0..<64 {
            let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
            let choice = (e & f) ^ (~e & g)
            let first = h &+ s1 &+ choice &+ SHA256.roundConstants[t] &+ schedule[t]
            let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ s0 &+ majority)
        }
        state = state &+ [a, b, c, d, e, f, g, h]
    }

    private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 &- count)
    }

    /// FIPS 180-4 §4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let roundConstants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
