#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A client of bare sockets: it sends exactly the bytes that it is told to, and says how a connection ended.
final class TestClient {
    enum Ending: Hashable {
        case fin
        case reset
        /// Nothing came for so long: the test is broken, or the server is.
        case silence
    }

    struct Answer {
        let status: Int
        let head: String
        let body: String

        func has(_ line: String) -> Bool { head.split(separator: "\r\n").contains { $0 == line } }
    }

    let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isClosed = false

    /// Connects to a loopback address; whatever does not come within the patience is not waited for. With `receiveBytes` the kernel keeps no more than about that for us.
    init(
        port: Int, address: String = "127.0.0.1", receiveBytes: Int32? = nil, patienceSeconds: Int = 10
    ) throws {
        // A program that another test starts must not inherit it: it would keep the connection open after our close.
        #if canImport(Glibc)
            let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        #else
            let type = SOCK_STREAM
        #endif
        let isV6 = address.contains(":")
        descriptor = socket(isV6 ? AF_INET6 : AF_INET, type, 0)
        guard descriptor >= 0 else { throw Failure(errno) }
        if var size = receiveBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard Self.connect(descriptor, address, port, isV6: isV6) == 0 else { throw Failure(errno) }
    }

    deinit { close() }

    struct Failure: Error {
        let errorNumber: Int32
        init(_ errorNumber: Int32) { self.errorNumber = errorNumber }
    }

    private static func connect(_ descriptor: Int32, _ address: String, _ port: Int, isV6: Bool) -> Int32 {
        var v4 = sockaddr_in()
        var v6 = sockaddr_in6()
        if isV6 {
            v6.sin6_family = sa_family_t(AF_INET6)
            v6.sin6_port = in_port_t(port).bigEndian
            inet_pton(AF_INET6, address, &v6.sin6_addr)
            return withUnsafePointer(to: &v6) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connectSocket(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
        v4.sin_family = sa_family_t(AF_INET)
        v4.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, address, &v4.sin_addr)
        return withUnsafePointer(to: &v4) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connectSocket(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    // MARK: Out

    /// False: the server does not take it any more.
    @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult func send(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let sent = bytes[start...].withUnsafeBytes { sendBytes(descriptor, $0.baseAddress!, $0.count) }
            guard sent > 0 else { return false }
            start += sent
        }
        return true
    }

    func shutDownSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        closeDescriptor(descriptor)
    }

    func reset() {
        guard !isClosed else { return }
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    // MARK: In

    /// The next answer, or nil if the connection ends before it is complete.
    func answer(toHead: Bool = false) -> Answer? {
        while true {
            if let end = Self.endOfHead(buffer) {
                let head = String(decoding: buffer[..<end], as: UTF8.self)
                let status = Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0
                let isInterim = (100..<200).contains(status)
                let length = isInterim || toHead ? 0 : Self.length(head)
                if buffer.count >= end + length {
                    let body = String(decoding: buffer[end..<end + length], as: UTF8.self)
                    buffer.removeFirst(end + length)
                    return Answer(status: status, head: head, body: body)
                }
            }
            guard receive() == nil else { return nil }
        }
    }

    /// Whether anything has come that was not taken yet, an end among it. It waits for nothing.
    var hasNews: Bool {
        var byte: UInt8 = 0
        if !buffer.isEmpty { return true }
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) >= 0 || errno == ECONNRESET
    }

    /// Everything up to the end of the connection.
    func rest() -> (bytes: [UInt8], ending: Ending) {
        while true {
            if let ending = receive() {
                defer { buffer = [] }
                return (buffer, ending)
            }
        }
    }

    /// Waits until at least `count` bytes more have come, and takes them.
    func take(_ count: Int) -> String? {
        while buffer.count < count {
            guard receive() == nil else { return nil }
        }
        defer { buffer.removeFirst(count) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// Nil: something came.
    private func receive() -> Ending? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        if count > 0 {
            buffer += bytes[..<count]
            return nil
        }
        if count == 0 { return .fin }
        return errno == ECONNRESET ? .reset : .silence
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for end in 4...bytes.count where bytes[end - 4..<end].elementsEqual("\r\n\r\n".utf8) { return end }
        return nil
    }

    private static func length(_ head: String) -> Int {
        for line in head.split(separator: "\r\n") where line.hasPrefix("Content-Length: ") {
            return Int(line.dropFirst("Content-Length: ".count)) ?? 0
        }
        return 0
    }
}

// Out here the C functions are not hidden by the methods of the same name.
private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
private func connectSocket(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    connect(descriptor, address, size)
}
private func sendBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Darwin)
        send(descriptor, bytes, count, 0)
    #else
        send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
    #endif
}
