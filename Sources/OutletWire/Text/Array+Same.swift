/// Compares runs of bytes eight at a time; `==` compares one by one.
extension UnsafeBufferPointer<UInt8> {
    package func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard let a = UnsafeRawPointer(baseAddress), let b = UnsafeRawPointer(other.baseAddress) else { return true }
        guard count >= 8 else {
            var index = 0
            while index < count {
                if self[index] != other[index] { return false }
                index += 1
            }
            return true
        }
        func isSame(at index: Int) -> Bool {
            a.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                == b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        }
        var index = 0
        while index + 8 < count {
            if !isSame(at: index) { return false }
            index += 8
        }
        return isSame(at: count - 8)  // some of them a second time
    }
}

extension Array where Element == UInt8 {
    package func isSame(as other: [UInt8]) -> Bool {
        withUnsafeBufferPointer { bytes in other.withUnsafeBufferPointer { bytes.isSame(as: $0) } }
    }
}
