/// Waits for sockets to become ready.
enum Poller {
    /// Which system call does it. `poll` is everywhere, but walks through all sockets each time it is called.
    enum Kind: Hashable, Sendable, CaseIterable {
        #if os(Linux)
            case epoll
        #endif
        case poll

        /// The best one that the platform has.
        static var best: Kind { allCases[0] }

        /// A descriptor for `Poller.init`, opened where a failure can still be told to the caller.
        func open() throws(MockServerError) -> Int32 {
            switch self {
            #if os(Linux)
                case .epoll: try EpollPoller.open()
            #endif
            case .poll: -1
            }
        }
    }

    /// What to wait for. Failure is always reported.
    struct Interest: OptionSet, Hashable {
        let rawValue: UInt8
        static let input = Interest(rawValue: 1)
        static let output = Interest(rawValue: 2)
        /// To be told once of what has come, not for as long as it waits, where the system can: whoever asks for this
        /// has to remember. It spares the system a look at each socket that was just read.
        static let once = Interest(rawValue: 4)
    }

    /// One socket that is ready. That it can be written needs no word: what waits to be written is tried after any event.
    struct Event: Hashable {
        let descriptor: Int32
        let isReadable: Bool
        /// The last byte has come, whether or not it has been read; or the socket has failed.
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

    /// False where the system has no room to watch another (epoll_ctl(2): ENOMEM, ENOSPC).
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

    /// Replaces `events` with what is ready. Waits for at most `milliseconds`, or without end for nil.
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
