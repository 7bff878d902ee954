#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Complete reads and writes of a file descriptor.
enum FileDescriptor {
    @discardableResult static func write(_ text: String, to descriptor: Int32) -> Bool {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes everything, in as many calls as it takes. Returns false if the system refuses, such as for a closed pipe
    /// or a full disk, with the reason in `errno`. A log ignores the result; callers that need the file check it.
    @discardableResult static func write(_ whole: [UInt8], to descriptor: Int32) -> Bool {
        var bytes = whole[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Reads everything up to the end, or slightly more than `most`, so that the caller can refuse it; nil if the
    /// system refuses, with the reason in `errno`.
    static func readAll(_ descriptor: Int32, atMost most: Int = .max) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= most {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count > 0 {
                bytes += buffer[..<count]
            } else if errno != EINTR {
                return nil
            }
        }
        return bytes
    }

    private static func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, start, count)
        #else
            Darwin.write(descriptor, start, count)
        #endif
    }
}
