/// A keyed hash of a message (RFC 2104 with SHA-256), and a constant-time comparison.
package enum HMACSHA256 {
    package static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        var block = key.count > SHA256.blockSizeBytes ? SHA256.hash(key) : key
        block.append(contentsOf: repeatElement(0, count: SHA256.blockSizeBytes - block.count))
        var inner = SHA256()
        inner.update(block.map { $0 ^ 0x36 })
        inner.update(message)
        var outer = SHA256()
        outer.update(block.map { $0 ^ 0x5c })
        outer.update(inner.finish())
        return outer.finish()
    }

    /// Whether both are the same bytes. The time it takes does not depend on where they differ, only on the lengths.
    package static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}
