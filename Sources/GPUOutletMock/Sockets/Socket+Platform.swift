// Only what differs between platforms: C libraries import the same constants as different types, and only some systems
// can suppress SIGPIPE per call.
#if os(Linux)
    internal import CEpoll
#endif

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension Socket {
    #if canImport(Glibc)
        static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
        static let streamType = SOCK_STREAM
    #endif

    static let tcpLevel = Int32(IPPROTO_TCP)
    static let ipv6Level = Int32(IPPROTO_IPV6)
    static let shutDownSending = Int32(SHUT_WR)

    #if canImport(Darwin)
        private static let sendFlags: Int32 = 0
    #else
        private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    /// `send` that never raises SIGPIPE.
    func platformSend(_ bytes: UnsafeRawBufferPointer) -> Int {
        sendBytes(descriptor, bytes.baseAddress, bytes.count, Self.sendFlags)
    }

    /// Accepts a client's socket, ready for use; -1 with `errno` on failure. On Linux the socket is already set up when
    /// it is accepted; elsewhere inheritance from the listener is not reliable.
    func platformAccept() -> Int32 {
        #if os(Linux)
            return accept_nonblocking(descriptor)
        #else
            let accepted = acceptConnection(descriptor)
            if accepted >= 0 {
                let socket = Socket(descriptor: accepted)
                socket.makeNonBlocking()
                socket.sendAtOnce()
                #if canImport(Darwin)
                    socket.setOption(SOL_SOCKET, SO_NOSIGPIPE, 1)  // there is no flag for `send`
                #endif
            }
            return accepted
        #endif
    }

    /// Raises this process's limit on open descriptors to what the system allows, and returns it.
    static func raiseDescriptorLimit() -> Int {
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        guard getrlimit(resource, &limit) == 0 else { return 256 }
        var highest = limit.rlim_max
        #if canImport(Darwin)
            highest = min(highest, rlim_t(OPEN_MAX))  // setrlimit refuses more, even where the hard limit says so
        #endif
        if limit.rlim_cur < highest {
            limit.rlim_cur = highest
            _ = setrlimit(resource, &limit)
            _ = getrlimit(resource, &limit)
        }
        return Int(clamping: limit.rlim_cur)
    }
}

// At file scope the methods of the same name do not hide the C functions.
private func acceptConnection(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }
private func sendBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    send(descriptor, bytes, count, flags)
}
