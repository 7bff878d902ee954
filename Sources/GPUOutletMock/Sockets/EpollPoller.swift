#if os(Linux)
    internal import CEpoll

    #if canImport(Glibc)
        internal import Glibc
    #elseif canImport(Musl)
        internal import Musl
    #endif

    /// Waits with `epoll`: level-triggered, so that unread input is reported again, except with `.once`.
    final class EpollPoller {
        /// The number of events per call. The next call reports the rest.
        private static let batch = 256

        private let descriptor: Int32
        private var ready = [epoll_event](repeating: epoll_event(), count: EpollPoller.batch)

        /// Takes over a descriptor from `open`, which is separate so that its failure can be reported to the caller.
        init(descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }

        static func open() throws(MockServerError) -> Int32 {
            let descriptor = epoll_create1(epoll_close_on_exec)
            guard descriptor >= 0 else { throw .cannotStart(errorNumber: errno) }
            return descriptor
        }

        func add(_ socket: Int32, _ interest: Poller.Interest) -> Bool { control(epoll_add, socket, interest) }

        func change(_ socket: Int32, to interest: Poller.Interest) {
            let isDone = control(epoll_change, socket, interest)
            // Always so: the loop adds a descriptor when it opens it, and changing it takes no memory.
            precondition(isDone, "A socket is changed only while it is there")
        }

        func remove(_ socket: Int32) {
            let isDone = control(epoll_remove, socket, [])
            // Always so: the loop adds a descriptor when it opens it, and removes it before it closes it.
            precondition(isDone, "A socket is removed only while it is there")
        }

        func wait(milliseconds: Int32, into events: inout [Poller.Event]) {
            let count = epoll_wait(descriptor, &ready, Int32(Self.batch), milliseconds)
            guard count > 0 else { return }  // nothing within the time, or a signal
            for event in ready[..<Int(count)] {
                events.append(
                    Poller.Event(
                        descriptor: event.data.fd, isReadable: event.events & epoll_readable != 0,
                        hasEnded: event.events & (epoll_ended | epoll_failed) != 0,
                        hasFailed: event.events & epoll_failed != 0))
            }
        }

        private func control(_ operation: Int32, _ socket: Int32, _ interest: Poller.Interest) -> Bool {
            var event = epoll_event()
            event.data.fd = socket
            if interest.contains(.input) { event.events |= epoll_readable | epoll_ended }
            if interest.contains(.output) { event.events |= epoll_writable }
            if interest.contains(.once) { event.events |= epoll_on_change }
            return epoll_ctl(descriptor, operation, socket, &event) == 0
        }
    }
#endif
