internal import OutletContract
internal import OutletEngine
internal import OutletWire

/// The one thread that owns a server's sockets.
///
/// **Theory.** Each turn waits for the poller, reads the clocks once, and then handles: the sockets that are ready,
/// new clients, deadlines that have passed, and what another thread has asked for. Nothing in a turn blocks, and the
/// only lock is the engine's, inside `handler`. One client gets so many answers a turn: those who pipeline without end
/// take turns with the others. All rules about HTTP are in `Connection`; here are only sockets.
///
/// A connection is looked up by its descriptor. A descriptor that was closed in a turn is not given out again before
/// the next clients are accepted, which is why that comes after all other sockets; so no event meets a stranger.
///
/// The loop is made inside the thread's own function and never leaves it: nothing in it is shared.
struct EventLoop {
    let handler: Handler
    let configuration: ServerConfiguration
    let control: LoopControl
    let poller: Poller
    var listeners: [Socket]
    /// Above it clients are answered 503; above it and `refusedAtOnce` they wait in the kernel.
    let connectionLimit: Int

    /// By descriptor.
    var clients: [Client?] = []
    var connectionCount = 0
    var tickets: [Ticket: Int32] = [:]
    /// The connections whose answers are held back, by their exchanges.
    var heldBack: [DeliveryID: Int32] = [:]
    /// How many connections there ever were.
    var connectionsMade = 0
    var deadlines = DeadlineHeap()
    var now = HostTime(wall: Instant(milliseconds: 0), monotonicNanoseconds: 0)
    var date = DateLine()
    var listenersAreReady = false
    /// Clients with more requests, or more to read, than one turn takes: nothing new may come from their sockets.
    var waiting: [Client] = []
    /// Until when no client is accepted, for want of descriptors.
    var acceptPausedUntil: TransportInstant?
    /// When the last connections are torn down; set once stopping.
    var stopBy: TransportInstant?

    /// What connections borrow while they are looked after.
    private var storage = Connection.Storage()
    private let scratch: UnsafeMutableRawBufferPointer

    /// How much is read at once.
    private static let scratchBytes = 65_536
    /// How many requests of one client are answered in a turn: as many as a pipeline usually has, in a tenth of a
    /// millisecond.
    static let answersPerTurn = 16
    /// How much of a large answer is sent in a turn; copying it into the kernel takes some tenths of a millisecond.
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

    /// Serves until a stop is asked for and done.
    mutating func run() {
        defer {
            scratch.deallocate()
            control.endTurns()
        }
        var events: [Poller.Event] = []
        let isListening = ([control.pipe.readEnd] + listeners.map(\.descriptor)).allSatisfy { poller.add($0, .input) }
        // Always so: a few descriptors in a poller that the system has just made room for.
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

    /// Reads what has come, and does what is to be done.
    private mutating func attend(to client: Client) {
        if client.isReadable { read(client) }
        if !client.isGone { settle(client) }
    }

    /// Takes one piece. What is left is read in the next turn, as everybody's is.
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

    /// Brings a connection to rest: grants its actions, sends its bytes, and sees what is to become of it. Wishes beyond
    /// the first `most` wait for the next turn.
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

    /// Sends what the socket takes, up to a turn's share. False: the connection is gone.
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
        // Clients that come and go leave promises behind that nobody waits for.
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

    /// - Parameter end: what becomes of answers that have not left whole.
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
