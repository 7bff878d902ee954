import OutletContract
import OutletScenarios
import OutletWire

/// Clients whose answers depend on exchanges to come: those that wait for a number of calls, and those that read the
/// journal as a stream. The event loop holds each of them under a ticket.
struct Watchers: Sendable {
    /// A client that waits for a number of calls in a world.
    struct Waiting: Sendable {
        var ticket: Ticket
        var filter: CallFilter
        var timeout: Span
        var request: Request
    }

    /// A client that reads a world's exchanges as they happen.
    struct Streaming: Sendable {
        var ticket: Ticket
        var filter: JournalFilter
        var form: Form
        /// When it last received the world's overview, on the transport clock.
        var shownNanoseconds: Int64?
        /// The events that came while the backlog is still being written; nil once the stream is open.
        var queue: Queue?
    }

    /// Events that wait for a stream to open.
    struct Queue: Sendable {
        private(set) var bytes: [UInt8] = []
        /// The number of events dropped because the queue was full.
        private var dropped = 0

        /// Once this many bytes wait, further events are dropped and counted.
        private static let mostBytes = 1 << 20

        mutating func append(_ event: [UInt8]) {
            if dropped > 0 || bytes.count + event.count > Queue.mostBytes { dropped += 1 } else { bytes += event }
        }

        var events: [UInt8] { dropped == 0 ? bytes : bytes + ServerSentEvents.dropped(dropped) }
    }

    /// What a stream's messages hold.
    enum Form: Sendable {
        case whole(isRevealing: Bool)
        /// One line for each exchange, and from time to time the world at a glance.
        case brief

        init(_ query: JSONObject) {
            self = query["brief"]?.bool == true ? .brief : .whole(isRevealing: query["secrets"]?.bool ?? false)
        }
    }

    private var waiting: [String: [Waiting]] = [:]
    private var streaming: [String: [Streaming]] = [:]
    private var lastTicket = 0
    private(set) var releases: [Release] = []

    /// Whether nobody watches any exchange.
    var isEmpty: Bool { waiting.isEmpty && streaming.isEmpty }

    mutating func wait(_ world: String, for filter: CallFilter, timeout: Span, _ request: Request) -> Ticket {
        let ticket = nextTicket()
        let entry = Waiting(ticket: ticket, filter: filter, timeout: timeout, request: request)
        waiting[world, default: []].append(entry)
        return ticket
    }

    /// - Parameter isQueued: whether events are queued until the stream is opened.
    mutating func stream(_ world: String, _ query: JSONObject, isQueued: Bool = false) -> Ticket {
        let ticket = nextTicket()
        let entry = Streaming(
            ticket: ticket, filter: JournalFilter(query), form: Form(query), queue: isQueued ? Queue() : nil)
        streaming[world, default: []].append(entry)
        return ticket
    }

    /// Opens a stream whose events were queued. They follow the body of `response`. The reader may already have left.
    mutating func open(_ ticket: Ticket, _ response: Response) {
        for (world, streams) in streaming {
            guard let index = streams.firstIndex(where: { $0.ticket == ticket }), let queue = streams[index].queue
            else { continue }
            var response = response
            response.body += queue.events
            streaming[world]?[index].queue = nil
            releases.append(.open(ticket, response))
        }
    }

    private mutating func push(_ event: [UInt8], to index: Int, of world: String) {
        guard let stream = streaming[world]?[index] else { return }
        if stream.queue == nil {
            releases.append(.event(stream.ticket, event))
        } else {
            streaming[world]?[index].queue?.append(event)
        }
    }

    /// Returns a ticket for an answer that is worked out elsewhere.
    mutating func hold() -> Ticket { nextTicket() }

    /// Sends an exchange, or how its answer ended, to the streams. Removes and returns the waits that it ends.
    mutating func notice(_ exchange: Exchange, in world: World, isNew: Bool) -> [Waiting] {
        let streams = streaming[world.name] ?? []
        let place = isNew ? JournalPosition(number: exchange.number, era: world.journal.era) : nil
        for (index, stream) in streams.enumerated() where stream.filter.admits(exchange) {
            var glance: JSON?
            let clock = max(exchange.arrivedNanoseconds, exchange.end.nanoseconds)
            if stream.isDue(at: clock), let overview = world.glance {
                glance = overview
                streaming[world.name]?[index].shownNanoseconds = clock
            }
            push(Watchers.event(exchange, at: place, in: stream.form, glance: glance), to: index, of: world.name)
        }
        guard let entries = waiting[world.name] else { return [] }
        let served = entries.filter { entry in
            entry.filter.admitsOutline(exchange) && entry.filter.isReached(in: world.journal.tally)
        }
        for entry in served { _ = remove(entry.ticket) }
        return served
    }

    /// Sends the marks after `number` to the streams.
    mutating func notice(marksAfter number: Int, in world: World) {
        guard world.journal.markCount > number, let streams = streaming[world.name] else { return }
        for mark in world.journal.marks where mark.number > number {
            let isLast = mark.number == world.journal.markCount
            for (index, stream) in streams.enumerated() {
                var data = mark.json
                if isLast, case .brief = stream.form, let glance = world.glance {
                    data = data.merging(["world": glance])
                }
                push(Watchers.event("mark", data, at: nil), to: index, of: world.name)
            }
        }
    }

    /// Tells the streams that a world has begun anew and that its numbers start over.
    mutating func noticeReset(of world: World, readUpTo number: Int) {
        let gap = JournalGap(cause: .reset, since: number)
        let event = Watchers.event(gap, at: JournalPosition(number: 0, era: world.journal.era))
        for index in (streaming[world.name] ?? []).indices { push(event, to: index, of: world.name) }
    }

    /// Ends the streams of a dropped world and returns its waits. A stream that was not open yet just ends.
    mutating func removeAll(of world: String) -> [Waiting] {
        for stream in streaming.removeValue(forKey: world) ?? [] { releases.append(.end(stream.ticket)) }
        return waiting.removeValue(forKey: world) ?? []
    }

    /// Closes the connection on which an answer is on its way.
    mutating func close(_ deliveryID: DeliveryID) {
        releases.append(.close(deliveryID))
    }

    mutating func answer(_ ticket: Ticket, _ response: Response) {
        releases.append(.answer(ticket, response))
    }

    mutating func takeReleases() -> [Release] {
        guard !releases.isEmpty else { return [] }
        defer { releases = [] }
        return releases
    }

    /// Removes the watcher with this ticket. Returns the wait and its world if it was a wait, else nil.
    mutating func remove(_ ticket: Ticket) -> (world: String, waiting: Waiting)? {
        for (world, entries) in waiting {
            guard let position = entries.firstIndex(where: { $0.ticket == ticket }) else { continue }
            waiting[world]?.remove(at: position)
            if entries.count == 1 { waiting[world] = nil }
            return (world, entries[position])
        }
        for (world, entries) in streaming {
            guard let position = entries.firstIndex(where: { $0.ticket == ticket }) else { continue }
            streaming[world]?.remove(at: position)
            if entries.count == 1 { streaming[world] = nil }
            return nil
        }
        return nil
    }

    /// One exchange as a server-sent event. Its id is the journal position from which a reader can resume. How a
    /// pending answer ended is a separate event without an id, which does not move that position.
    ///
    /// - Parameters:
    ///   - place: the position of a new exchange; nil if it is sent again because its answer has ended.
    ///   - glance: the world's current overview, if a brief message shows it.
    static func event(
        _ exchange: Exchange, at place: JournalPosition?, in form: Form, glance: JSON? = nil
    ) -> [UInt8] {
        let data: JSON
        switch form {
        case .whole(let isRevealing): data = exchange.json(isRevealing: isRevealing)
        case .brief:
            var line = exchange.line
            if let glance { line.append("world", glance) }
            data = .object(line)
        }
        return event(place == nil ? "delivery" : "exchange", data, at: place)
    }

    /// A mark as a server-sent event without an id. A reader that reconnects gets it again, with the same number.
    static func event(_ mark: JournalMark) -> [UInt8] { event("mark", mark.json, at: nil) }

    /// What a reader that reconnects has missed for good.
    static func event(_ gap: JournalGap, at position: JournalPosition) -> [UInt8] {
        event("gap", gap.json, at: position)
    }

    /// HTML Living Standard, §9.2.6.
    private static func event(_ name: StaticString, _ data: JSON, at position: JournalPosition?) -> [UInt8] {
        var event = Array("\(position.map { "id: \($0)\n" } ?? "")event: \(name)\ndata: ".utf8)
        data.write(into: &event)
        event += Array("\n\n".utf8)
        return event
    }

    private mutating func nextTicket() -> Ticket {
        lastTicket += 1
        return Ticket(lastTicket)
    }
}

extension Watchers.Streaming {
    /// The shortest time between two overviews of a busy world. People see no faster changes.
    private static let glanceNanoseconds: Int64 = 100_000_000

    /// Whether the next message is to show the world's overview.
    func isDue(at nanoseconds: Int64) -> Bool {
        guard case .brief = form else { return false }
        return shownNanoseconds.map { nanoseconds - $0 >= Watchers.Streaming.glanceNanoseconds } ?? true
    }
}

extension World {
    /// A larger world is not shown in a stream. Its reader asks for the overview, which then blocks nobody.
    private static let glancedSize = 20_000

    /// The overview that a brief stream shows; nil if it would take too long.
    fileprivate var glance: JSON? {
        size > World.glancedSize ? nil : overview(accounts: World.streamedAccounts)
    }
}

extension CallFilter {
    /// Whether the clause's lower bound has been reached.
    func isReached(in tally: Tally) -> Bool { tally.count(where: admits) >= calls.count.lowerBound }
}
