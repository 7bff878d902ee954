#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A numeric address with a port, in the form that the kernel takes.
struct SocketAddress {
    /// The address family, `AF_INET` or `AF_INET6`.
    let family: Int32
    /// The address as it was written.
    let text: String
    private var storage = sockaddr_storage()
    private let size: socklen_t

    /// Returns nil if `text` is not a numeric IPv4 or IPv6 address.
    init?(_ text: String, port: Int) {
        self.text = text
        var v4 = sockaddr_in()
        var v6 = sockaddr_in6()
        let networkPort = in_port_t(truncatingIfNeeded: port).bigEndian
        if inet_pton(AF_INET, text, &v4.sin_addr) == 1 {
            family = AF_INET
            size = socklen_t(MemoryLayout<sockaddr_in>.size)
            v4.sin_family = sa_family_t(AF_INET)
            v4.sin_port = networkPort
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: v4, as: sockaddr_in.self) }
        } else if inet_pton(AF_INET6, text, &v6.sin6_addr) == 1 {
            family = AF_INET6
            size = socklen_t(MemoryLayout<sockaddr_in6>.size)
            v6.sin6_family = sa_family_t(AF_INET6)
            v6.sin6_port = networkPort
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: v6, as: sockaddr_in6.self) }
        } else {
            return nil
        }
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }

    /// Returns the port of a bound socket.
    static func port(of socket: Socket) -> Int? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket.descriptor, $0, &size) }
        }
        guard result == 0 else { return nil }
        // Both families have the port at the same offset, right after the family.
        return withUnsafeBytes(of: &storage) { bytes in
            Int(in_port_t(bigEndian: bytes.load(fromByteOffset: 2, as: in_port_t.self)))
        }
    }
}
