import OutletContract

/// Puts the data of a key together piece by piece, sound or not, for tests of what is refused.
struct SSHBlob {
    var bytes: [UInt8] = []

    init(_ strings: [UInt8]...) {
        for string in strings { append(string) }
    }

    mutating func append(_ string: [UInt8]) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: string.count >> shift)) }
        bytes.append(contentsOf: string)
    }

    /// The strings of which a key's data is made.
    static func parts(of data: String) -> [[UInt8]] {
        guard var rest = Base64.decode(data)?[...] else { preconditionFailure("the fixture is not base64") }
        var parts: [[UInt8]] = []
        while !rest.isEmpty {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            parts.append(Array(rest.dropFirst(4).prefix(length)))
            rest = rest.dropFirst(4 + length)
        }
        return parts
    }
}
