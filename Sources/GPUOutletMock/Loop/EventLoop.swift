internal import OutletContract
internal import OutletEngine
internal import OutletWire

/// The loop of the one thread that owns a server's sockets.
///
/// **Theory.** Each turn waits for the poller, reads the clocks once, and then handles ready sockets, new clients,
/// passed deadlines, and what other threads have asked for. Nothing in a turn blocks, and the only lock is the
/// engine's, inside `handler`. Each client gets a limited number of answers per turn, so endless pipelining does not
/// starve others. All HTTP rules are in `Connection`; the loop handles only sockets.
///
/// Connections are looked up by descriptor. A descriptor that is closed in a turn is reused only when the next clients
/// are accepted, and that comes after all other sockets; so no event reaches the wrong connection.
///
/// The loop is created inside the thread's own function and never leaves it, so nothing in it is shared.
struct EventLoop {
    let handler: Handler
    let configuration: ServerConfiguration
    let control: LoopControl
    let poller: Poller
    var listeners: [Socket]
    /// Above this clients get a 503; above this and `refusedAtOnce` they wait in the kernel.
    let connectionLimit: Int

    /// The clients, indexed by descriptor.
    var clients: [Client?] = []
    var connectionCount = 0
    var tickets: [Ticket: Int32] = [:]
    /// The descriptors of the connections whose answers are held back, by delivery.
    var heldBack: [DeliveryID: Int32] = [:]
    /// The number of connections ever accepted.
    var connectionsMade = 0
    var deadlines = DeadlineHeap()
    var now = HostTime(wall: Instant(milliseconds: 0), monotonicNanoseconds: 0)
    var date = DateLine()
    var listenersAreReady = false
    /// Clients with more requests or input than one turn takes. Their sockets may report nothing new.
    var waiting: [Client] = []
    /// When accepting resumes, after the loop ran out of descriptors.
    var acceptPausedUntil: TransportInstant?
    /// When the remaining connections are reset; set when the stop begins.
    var stopBy: TransportInstant?

    /// The buffers that connections borrow while they are served.
    private var storage = Connection.Storage()
    private let scratch: UnsafeMutableRawBufferPointer

    /// The number of bytes read at once.
    private static let scratchBytes = 65_536
    /// The number of one client's requests answered in a turn: a usual pipeline, in a tenth of a millisecond.
    static let answersPerTurn = 16
    /// The number of bytes sent to one client in a turn. Copying them into the kernel takes some tenths of a
    /// millisecond.
    private static let sentPerTurn = 1 << 20

    init(
        handler: Handler, configuration: ServerConfiguration, control: LoopControl, poller: Poller,
        listeners: [Socket], connectionLimit: Int
    ) {
        self.handler = handler
        self.configuration = configuration
        self.control = control
        self.poller = poller
        self.listeners = listeners
        self.connectionLimit = connectionLimit
        scratch = .allocate(byteCount: Self.scratchBytes, alignment: 16)
    }

    var instant: TransportInstant { TransportInstant(nanoseconds: now.monotonicNanoseconds) }

    /// Serves until a stop has been requested and is complete.
    mutating func run() {
        defer {
            scratch.deallocate()
            control.endTurns()
        }
        var events: [Poller.Event] = []
        let isListening = ([control.pipe.readEnd] + listeners.map(\.descriptor)).allSatisfy { poller.add($0, .input) }
        // Always so: these are a few descriptors in a poller that the system has just created.
        precondition(isListening, "The loop can watch its listeners")
        now = configuration.clock.read()
        while stopBy == nil || connectionCount > 0 {
            let turn = control.turnAsked()
            poller.wait(milliseconds: turn == nil ? patience : 0, into: &events)
            now = configuration.clock.read()
            let waiting = waiting
            self.waiting.removeAll()
            for event in events { handle(event) }
            for client in waiting where !client.isGone {
                client.waitsForTurn = false
                attend(to: client)
            }
            if listenersAreReady { acceptClients() }
            passDeadlines()
            if control.isStopping { stop() }
            if let turn { control.endTurn(turn) }
        }
    }

    private mutating func handle(_ event: Poller.Event) {
        let descriptor = Int(event.descriptor)
        if descriptor < clients.count, let client = clients[descriptor] {
            if event.isReadable || event.hasEnded { client.isReadable = true }
            if event.hasEnded { client.hasEnded = true }
            if event.hasFailed { client.hasFailed = true }
            if !client.waitsForTurn { attend(to: client) }
        } else if event.descriptor == control.pipe.readEnd {
            control.pipe.drain()
            release(handler.releases())
        } else if listeners.contains(where: { $0.descriptor == event.descriptor }) {
            listenersAreReady = true
        }
    }

    // MARK: One connection

    /// Reads waiting input and settles the connection.
    private mutating func attend(to client: Client) {
        if client.isReadable { read(client) }
        if !client.isGone { settle(client) }
    }

    /// Reads one buffer's worth. The rest is read in the next turn, so that all clients get theirs.
    mutating func read(_ client: Client) {
        guard client.connection.wantsInput else {
            if client.hasFailed { close(client, .close, .clientLeft) }
            return
        }
        switch client.socket.receive(into: scratch) {
        case .bytes(let count):
            client.isReadable = client.hasEnded || count == scratch.count
            client.connection.borrow(&storage)
            client.connection.receive(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
        case .end:
            client.isReadable = false
            client.connection.receiveEnd()
        case .nothingYet: client.isReadable = false
        case .failed: close(client, .close, .clientLeft)
        }
    }

    /// Performs a connection's actions, sends its output, and applies its disposition. Actions beyond the first `most`
    /// wait for the next turn.
    mutating func settle(_ client: Client, granting most: Int = EventLoop.answersPerTurn) {
        var left = most
        repeat {
            performActions(of: client, &left)
            guard flush(client) else {
                close(client, .close, .clientLeft)
                return
            }
        } while left > 0 && client.connection.hasMore
        if !client.connection.reports.isEmpty { handOnReports(of: client) }
        let disposition = client.connection.disposition
        switch disposition {
        case .open: break
        case .shutDown:
            client.socket.shutDownSending()
            client.connection.didShutDown(at: instant)
        case .close, .reset:
            close(client, disposition)
            return
        }
        let wantsInput = client.connection.wantsInput
        let hasMore = client.hasMoreToSend || client.connection.hasMore || (client.isReadable && wantsInput)
        if hasMore, !client.waitsForTurn {
            client.waitsForTurn = true
            waiting.append(client)
        }
        client.connection.giveBack(&storage)
        updateInterest(client, wantsInput: wantsInput)
        promiseLook(client)
    }

    private mutating func performActions(of client: Client, _ left: inout Int) {
        while left > 0 {
            let action = client.connection.nextAction(at: instant)
            if case .nothing = action { return }
            perform(action, for: client)
            left -= 1
        }
    }

    mutating func perform(_ action: Connection.Action, for client: Client) {
        switch action {
        case .nothing: break
        case .reply(let request):
            let (reply, releases) = handler.reply(request, now)
            client.connection.answer(reply, to: request, date: dateText(reply.response), at: instant)
            if let ticket = client.connection.ticket { tickets[ticket] = client.socket.descriptor }
            if let deliveryID = client.connection.heldBack { heldBack[deliveryID] = client.socket.descriptor }
            if !releases.isEmpty { release(releases, except: client) }
        case .judgement(let head):
            guard let (reply, releases) = handler.headReply(head, now) else { return }
            client.connection.answerHead(reply, to: head, date: dateText(reply.response), at: instant)
            if let deliveryID = client.connection.heldBack { heldBack[deliveryID] = client.socket.descriptor }
            if !releases.isEmpty { release(releases, except: client) }
        case .refusal(let error):
            let response = handler.refusal(error, now)
            client.connection.refuse(response, date: dateText(response))
        case .expire(let ticket):
            tickets[ticket] = nil
            let response = handler.expire(ticket, now)
            client.connection.complete(response, date: response.map { dateText($0) } ?? "", at: instant)
        }
    }

    mutating func dateText(_ response: Response) -> String {
        date.text(unixSeconds: response.dateUnixSeconds ?? now.wall.unixSeconds)
    }

    /// Sends what the socket takes, up to a turn's share. Returns false if the connection is gone.
    private func flush(_ client: Client) -> Bool {
        var left = EventLoop.sentPerTurn
        client.hasMoreToSend = false
        while !client.connection.output.isEmpty {
            guard left > 0 else {
                client.hasMoreToSend = true
                return true
            }
            let socket = client.socket
            guard let sent = client.connection.output.withPending({ socket.send($0) }) else { return false }
            client.connection.didSend(sent, at: instant)
            if sent == 0 { return true }
            left -= sent
        }
        return true
    }

    private func updateInterest(_ client: Client, wantsInput: Bool) {
        var interest: Poller.Interest = .once
        if wantsInput { interest.insert(.input) }
        if !client.connection.output.isEmpty { interest.insert(.output) }
        if interest != client.interest {
            client.interest = interest
            poller.change(client.socket.descriptor, to: interest)
        }
    }

    private mutating func promiseLook(_ client: Client) {
        guard let deadline = client.connection.deadline else { return }
        if let promised = client.lookAt, promised <= deadline { return }
        client.lookAt = deadline
        deadlines.add(deadline, descriptor: client.socket.descriptor)
        // Closed clients leave old entries behind.
        if deadlines.count > 4 * connectionCount + 1024 {
            deadlines.keep { [clients] in clients[Int($0.descriptor)]?.lookAt == $0.moment }
        }
    }

    private mutating func handOnReports(of client: Client) {
        let reports = client.connection.reports
        client.connection.reports = []
        for (deliveryID, end) in reports {
            heldBack[deliveryID] = nil
            let releases = handler.settle(deliveryID, end, now)
            if !releases.isEmpty { release(releases, except: client) }
        }
    }

    /// - Parameter end: what to report for answers that were not sent completely.
    mutating func close(_ client: Client, _ disposition: Connection.Disposition, _ end: DeliveryEnd = .cut) {
        guard !client.isGone else { return }
        client.isGone = true
        poller.remove(client.socket.descriptor)
        clients[Int(client.socket.descriptor)] = nil
        connectionCount -= 1
        if case .reset = disposition { client.socket.reset() } else { client.socket.close() }
        if let ticket = client.connection.ticket {
            tickets[ticket] = nil
            handler.abandon(ticket)
        }
        client.connection.giveUp(end)
        if !client.connection.reports.isEmpty { handOnReports(of: client) }
        if acceptPausedUntil != nil { resumeAccepting() }
    }
}
