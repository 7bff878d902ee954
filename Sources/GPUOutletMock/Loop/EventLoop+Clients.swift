internal import OutletEngine
internal import OutletWire

/// New clients, deadlines, releases, and the stop.
extension EventLoop {
    /// The number of clients beyond the limit that may be told so at the same time.
    private static let refusedAtOnce = 64
    /// The number of clients that one turn accepts from a listener, so that the others get their turn.
    private static let acceptedPerTurn = 128
    /// The number of waits that may time out in one turn. Each searches the journal for near misses.
    private static let timeoutsPerTurn = 4
    /// How long a loop without descriptors waits before it accepts again, unless a connection closes first.
    private static let exhaustedMilliseconds = 100

    /// How long the poller may wait, in milliseconds: 0 while clients wait for the next turn, else until the next
    /// deadline; nil (no limit) if nothing is due, or if the clock is manual, since that wakes the loop itself.
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

    /// Returns false if no client waits there, or none can be accepted now.
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
        // Same as without descriptors: there may be room a moment later.
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

    /// Stops polling the listeners. They stay readable while nobody accepts, so the loop would spin.
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
        // Due entries that are left over keep the poller from waiting: the next turn handles them.
        while timeouts < Self.timeoutsPerTurn, let entry = deadlines.popDue(at: instant) {
            // Only the client's latest entry counts; others belong to a client that is gone, or were replaced.
            guard let client = clients[Int(entry.descriptor)], client.lookAt == entry.moment else { continue }
            client.lookAt = nil
            let action = client.connection.elapse(at: instant)
            if case .expire = action { timeouts += 1 }
            perform(action, for: client)
            settle(client)
        }
    }

    // MARK: Releases

    /// Hands the engine's releases to the answers under way. The caller settles the connection that caused them.
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

    /// The first call accepts waiting clients, closes the listeners, answers the requests that have arrived, and cuts
    /// answers that only wait. From `stopBy` on, all connections are reset.
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
