#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A blocking client connection with a deadline for every step.
struct ClientSocket {
    private let descriptor: Int32

    init(connectingTo address: SocketAddress, deadline: ContinuousClock.Instant) throws(ClientError) {
        #if canImport(Glibc)
            descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(address.family, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw .unreachable(ClientSocket.reason) }
        do throws(ClientError) {
            try limit(SO_SNDTIMEO, to: deadline)
            guard address.withPointer({ connect(descriptor, $0, $1) }) == 0 else { throw ClientSocket.failure }
        } catch {
            close()
            throw error
        }
    }

    func send(_ bytes: [UInt8], deadline: ContinuousClock.Instant) throws(ClientError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try limit(SO_SNDTIMEO, to: deadline)
            #if canImport(Glibc)
                let flags = Int32(MSG_NOSIGNAL)
            #else
                let flags: Int32 = 0
            #endif
            #if canImport(Glibc)
                let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
            #else
                let count = rest.withUnsafeBytes { Darwin.send(descriptor, $0.baseAddress, $0.count, flags) }
            #endif
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE || errno == ECONNRESET {
                return  // the server may have answered before it stopped reading
            } else if errno != EINTR {
                throw ClientSocket.failure
            }
        }
    }

    /// Returns the next bytes, or none if the server has closed the connection.
    func receive(deadline: ContinuousClock.Instant) throws(ClientError) -> [UInt8] {
        while true {
            try limit(SO_RCVTIMEO, to: deadline)
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count >= 0 { return Array(buffer[..<count]) }
            if errno != EINTR { throw ClientSocket.failure }
        }
    }

    func close() {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }

    /// Limits the next system call to the time left until the deadline.
    private func limit(_ option: Int32, to deadline: ContinuousClock.Instant) throws(ClientError) {
        let left = deadline - .now
        guard left > .zero else { throw .timedOut }
        let microseconds = left.components.attoseconds / 1_000_000_000_000
        var time = timeval()
        time.tv_sec = .init(left.components.seconds)
        time.tv_usec = .init(max(microseconds, 1))
        setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    private static var failure: ClientError {
        switch errno {
        case EAGAIN, EWOULDBLOCK, EINPROGRESS, ETIMEDOUT: .timedOut
        default: .unreachable(reason)
        }
    }

    private static var reason: String { SystemError.last.message }
}
