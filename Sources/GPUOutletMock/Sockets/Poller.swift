/// Waits for sockets to become ready.
enum Poller {
    /// The system call to use. `poll` exists everywhere, but scans all sockets each time it is called.
    enum Kind: Hashable, Sendable, CaseIterable {
        #if os(Linux)
            case epoll
        #endif
        case poll

        /// The best one that the platform has.
        static var best: Kind { allCases[0] }

        /// Opens a descriptor for `Poller.init`; separate so that a failure can be reported to the caller.
        func open() throws(MockServerError) -> Int32 {
            switch self {
            #if os(Linux)
                case .epoll: try EpollPoller.open()
            #endif
            case .poll: -1
            }
        }
    }

    /// What to wait for. Failures are always reported.
    struct Interest: OptionSet, Hashable {
        let rawValue: UInt8
        static let input = Interest(rawValue: 1)
        static let output = Interest(rawValue: 2)
        /// Reports input once, not for as long as it waits, if the system can. The caller has to remember the report.
        /// This saves the system from checking each socket that was just read.
        static let once = Interest(rawValue: 4)
    }

    /// One socket that is ready. There is no flag for writable, because waiting output is tried after any event.
    struct Event: Hashable {
        let descriptor: Int32
        let isReadable: Bool
        /// The last byte has come, read or not, or the socket has failed.
        let hasEnded: Bool
        let hasFailed: Bool
    }

    #if os(Linux)
        case epoll(EpollPoller)
    #endif
    case poll(PollPoller)

    init(_ kind: Kind, descriptor: Int32) {
        switch kind {
        #if os(Linux)
            case .epoll: self = .epoll(EpollPoller(descriptor: descriptor))
        #endif
        case .poll: self = .poll(PollPoller())
        }
    }

    /// Adds a socket. Returns false if the system has no room for another (epoll_ctl(2): ENOMEM, ENOSPC).
    func add(_ descriptor: Int32, _ interest: Interest) -> Bool {
        switch self {
        #if os(Linux)
            case .epoll(let poller): poller.add(descriptor, interest)
        #endif
        case .poll(let poller): poller.add(descriptor, interest)
        }
    }

    func change(_ descriptor: Int32, to interest: Interest) {
        switch self {
        #if os(Linux)
            case .epoll(let poller): poller.change(descriptor, to: interest)
        #endif
        case .poll(let poller): poller.change(descriptor, to: interest)
        }
    }

    func remove(_ descriptor: Int32) {
        switch self {
        #if os(Linux)
            case .epoll(let poller): poller.remove(descriptor)
        #endif
        case .poll(let poller): poller.remove(descriptor)
        }
    }

    /// Replaces `events` with what is ready. Waits for at most `milliseconds`, or without limit if nil.
    func wait(milliseconds: Int32?, into events: inout [Event]) {
        events.removeAll(keepingCapacity: true)
        switch self {
        #if os(Linux)
            case .epoll(let poller): poller.wait(milliseconds: milliseconds ?? -1, into: &events)
        #endif
        case .poll(let poller): poller.wait(milliseconds: milliseconds ?? -1, into: &events)
        }
    }
}
