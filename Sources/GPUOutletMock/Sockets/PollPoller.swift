#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Waits with `poll`, which every system has.
final class PollPoller {
    private var entries: [pollfd] = []
    /// The index of each descriptor in `entries`.
    private var indexBySocket: [Int32: Int] = [:]

    func add(_ socket: Int32, _ interest: Poller.Interest) -> Bool {
        // Always so: the loop adds a descriptor when it opens it, and removes it before it closes it.
        precondition(indexBySocket[socket] == nil, "A socket is added once")
        indexBySocket[socket] = entries.count
        entries.append(pollfd(fd: socket, events: Self.flags(interest), revents: 0))
        return true
    }

    func change(_ socket: Int32, to interest: Poller.Interest) {
        // Always so: the loop adds a descriptor when it opens it, and removes it before it closes it.
        guard let index = indexBySocket[socket] else {
            preconditionFailure("A socket is changed only while it is there")
        }
        entries[index].events = Self.flags(interest)
    }

    /// Removes a socket; the last entry moves into the gap.
    func remove(_ socket: Int32) {
        // Always so: the loop adds a descriptor when it opens it, and removes it before it closes it.
        guard let index = indexBySocket.removeValue(forKey: socket) else {
            preconditionFailure("A socket is removed only while it is there")
        }
        let last = entries.removeLast()
        if index < entries.count {
            entries[index] = last
            indexBySocket[last.fd] = index
        }
    }

    func wait(milliseconds: Int32, into events: inout [Poller.Event]) {
        var left = poll(&entries, nfds_t(entries.count), milliseconds)
        for entry in entries {
            guard left > 0 else { return }
            if entry.revents == 0 { continue }
            left -= 1
            let hasFailed = entry.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
            events.append(
                Poller.Event(
                    descriptor: entry.fd, isReadable: entry.revents & Int16(POLLIN) != 0, hasEnded: hasFailed,
                    hasFailed: hasFailed))
        }
    }

    private static func flags(_ interest: Poller.Interest) -> Int16 {
        var flags: Int16 = 0
        if interest.contains(.input) { flags |= Int16(POLLIN) }
        if interest.contains(.output) { flags |= Int16(POLLOUT) }
        return flags
    }
}
