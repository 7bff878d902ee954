internal import OutletEngine
internal import OutletWire

/// New clients, deadlines, releases, and the stop.
extension EventLoop {
    /// Clients beyond the limit that may be told so at the same time.
    private static let refusedAtOnce = 64
    /// How many clients one turn accepts before the others get theirs.
    private static let acceptedPerTurn = 128
    /// How many waits one turn lets time out: each looks through the journal for what came near it.
    private static let timeoutsPerTurn = 4
    /// How long a loop without descriptors waits before it tries again, if nothing closes before.
    private static let exhaustedMilliseconds = 100

    /// How long the poller may wait: not at all while clients wait for the next turn, else until the next deadline,
    /// or, since a clock that is moved by hand wakes us itself, without end.
    var patience: Int32? {
        if !waiting.isEmpty || deadlines.next.map({ $0 <= instant }) == true { return 0 }
        guard case .machine = configuration.clock else { return nil }
        let never = TransportInstant(nanoseconds: .max)
        let next = min(deadlines.next ?? never, acceptPausedUntil ?? never, stopBy ?? never)
        if next == never { return nil }
        let nanoseconds = next.nanoseconds - configuration.clock.readMonotonic()
        return Int32(clamping: max(0, (nanoseconds + 999_999) / 1_000_000))
    }

    // MARK: Clients

    mutating func acceptClients() {
        listenersAreReady = false
        guard acceptPausedUntil == nil else { return }
        for listener in listeners {
            for _ in 0..<Self.acceptedPerTurn {
                guard acceptPausedUntil == nil, acceptOne(from: listener) else { break }
            }
        }
    }

    /// False: nobody waits there.
    private mutating func acceptOne(from listener: Socket) -> Bool {
        if connectionCount >= connectionLimit + Self.refusedAtOnce {
            pauseAccepting()
            return false
        }
        switch listener.accept() {
        case .socket(let socket): welcome(socket)
        case .exhausted: pauseAccepting()
        case .nothingYet: return false
        }
        return true
    }

    private mutating func welcome(_ socket: Socket) {
        let descriptor = Int(socket.descriptor)
        connectionsMade += 1
        let connection = Connection(limits: configuration.limits, number: connectionsMade, at: instant)
        let client = Client(socket: socket, connection: connection)
        // As where no descriptor is left: who cannot be served now may find room a moment later.
        guard poller.add(socket.descriptor, client.interest) else {
            socket.close()
            return pauseAccepting()
        }
        while clients.count <= descriptor { clients.append(nil) }
        clients[descriptor] = client
        connectionCount += 1
        if connectionCount > connectionLimit { perform(.refusal(.tooManyConnections(connectionLimit)), for: client) }
        settle(client)
    }

    /// The listeners stay ready while nobody accepts, so they have to go, or the loop would spin.
    private mutating func pauseAccepting() {
        if acceptPausedUntil == nil {
            for listener in listeners { poller.change(listener.descriptor, to: []) }
        }
        acceptPausedUntil = instant.advanced(byMilliseconds: Self.exhaustedMilliseconds)
    }

    mutating func resumeAccepting() {
        acceptPausedUntil = nil
        for listener in listeners { poller.change(listener.descriptor, to: .input) }
    }

    // MARK: Deadlines

    mutating func passDeadlines() {
        if let until = acceptPausedUntil, until <= instant { resumeAccepting() }
        var timeouts = 0
        // What is due and left over keeps the poller from waiting: it has the next turn.
        while timeouts < Self.timeoutsPerTurn, let entry = deadlines.popDue(at: instant) {
            // Only the client's own promise counts; others were made to one that is gone, or were overtaken.
            guard let client = clients[Int(entry.descriptor)], client.lookAt == entry.moment else { continue }
            client.lookAt = nil
            let action = client.connection.elapse(at: instant)
            if case .expire = action { timeouts += 1 }
            perform(action, for: client)
            settle(client)
        }
    }

    // MARK: Releases

    /// Hands out what the engine has for answers under way. The connection that brought it about is settled by
    /// whoever calls.
    mutating func release(_ releases: [Release], except current: Client? = nil) {
        var touched: Set<Int32> = []
        for release in releases {
            guard let descriptor = descriptor(of: release), let client = clients[Int(descriptor)] else { continue }
            touched.insert(descriptor)
            switch release {
            case .answer(let ticket, let response):
                tickets[ticket] = nil
                client.connection.complete(response, date: dateText(response), at: instant)
            case .open(_, let response):
                client.connection.open(response, date: dateText(response), at: instant)
            case .event(_, let bytes): client.connection.push(bytes, at: instant)
            case .end(let ticket):
                tickets[ticket] = nil
                client.connection.endStream()
            case .close(let deliveryID):
                heldBack[deliveryID] = nil
                client.connection.drop(deliveryID)
            }
        }
        for descriptor in touched {
            guard let client = clients[Int(descriptor)], client !== current else { continue }
            settle(client)
        }
    }

    private func descriptor(of release: Release) -> Int32? {
        switch release {
        case .answer(let ticket, _), .open(let ticket, _), .event(let ticket, _), .end(let ticket): tickets[ticket]
        case .close(let deliveryID): heldBack[deliveryID]
        }
    }

    // MARK: The end

    /// First: what was asked before the stop is answered, then no new clients, and nothing that only waits. At
    /// `stopBy`, nothing at all.
    mutating func stop() {
        if stopBy == nil {
            stopBy = instant.advanced(byMilliseconds: configuration.stopMilliseconds)
            acceptClients()
            for listener in listeners {
                poller.remove(listener.descriptor)
                listener.close()
            }
            listeners = []
            acceptPausedUntil = nil
            for client in clients { if let client { wind(up: client) } }
        }
        guard let stopBy, stopBy <= instant else { return }
        for client in clients { if let client { close(client, .reset) } }
    }

    private mutating func wind(up client: Client) {
        guard !client.isGone else { return }
        read(client)
        if !client.isGone { settle(client, granting: .max) }
        client.connection.cut()
        if !client.isGone { settle(client) }
    }
}
