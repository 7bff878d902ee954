#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A TCP socket that never blocks and never raises a signal. It knows nothing of HTTP.
struct Socket: Hashable, Sendable {
    let descriptor: Int32

    // MARK: Bytes

    enum Received {
        case bytes(Int)
        case end
        case nothingYet
        case failed
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Received {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: return .nothingYet
            default: return .failed
            }
        }
    }

    /// Sends bytes and returns how many the socket took: zero if it takes none just now, nil if the connection is gone.
    func send(_ bytes: UnsafeRawBufferPointer) -> Int? {
        while true {
            let count = platformSend(bytes)
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: return 0
            default: return nil
            }
        }
    }

    // MARK: Endings

    func shutDownSending() { _ = shutdown(descriptor, Self.shutDownSending) }

    func close() { closeDescriptor(descriptor) }

    /// Closes with a RST: waiting data in either direction is discarded.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    // MARK: Coming in

    enum Accepted {
        case socket(Socket)
        case nothingYet
        /// The process or the machine has no descriptors left. Asking again at once would only spin.
        case exhausted
    }

    func accept() -> Accepted {
        while true {
            let accepted = platformAccept()
            if accepted >= 0 { return .socket(Socket(descriptor: accepted)) }
            switch errno {
            case EAGAIN, EWOULDBLOCK: return .nothingYet
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            default: continue  // this client gave up while it waited (ECONNABORTED), or we were interrupted
            }
        }
    }

    // MARK: Options

    func makeNonBlocking() {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL, 0) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Disables Nagle's algorithm; otherwise an answer's last segment waits for the client's delayed acknowledgement,
    /// up to 40 ms. On Linux accepted sockets inherit this from the listener.
    func sendAtOnce() { setOption(Self.tcpLevel, TCP_NODELAY, 1) }

    func setOption(_ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        _ = setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}

// At file scope the method of the same name does not hide the C function.
private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
