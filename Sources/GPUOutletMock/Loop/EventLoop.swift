internal import OutletContract
internal import OutletEngine
internal import OutletWire

/// The one thread that owns a server's sockets.
///
/// **Theory.** Each turn waits for the poller, reads the clocks once, and then handles: the sockets that are ready,
/// new clients, deadlines that have passed, and what another thread has asked for. Nothing in a turn blocks, and the
/// only lock is the engine's, inside `handler`. All rules about HTTP are in `Connection`; here are only sockets.
///
/// A connection is looked up by its descriptor. A descriptor that was closed in a turn is not given out again before
/// the next clients are accepted, which is why that comes after all other sockets; so no event meets a stranger.
///
/// The loop is made inside the thread's own function and never leaves it: nothing in it is shared.
struct EventLoop {
    /// What is known of one socket.
    struct Slot {
        let socket: Socket
        var connection: Connection
        var interest: Poller.Interest
        /// The soonest moment at which the heap promises a look.
        var lookAt: TransportInstant?
    }

    let handler: Handler
    let configuration: ServerConfiguration
    let control: LoopControl
    let poller: Poller
    var listeners: [Socket]
    /// Above it clients are answered 503; above it and `refusedAtOnce` they wait in the kernel.
    let connectionLimit: Int

    var slots: [Slot?] = []
    var connectionCount = 0
    var tickets: [Ticket: Int32] = [:]
    var deadlines = DeadlineHeap()
    var now = HostTime(wall: Instant(milliseconds: 0), monotonicNanoseconds: 0)
    var date = DateLine()
    var listenersAreReady = false
    /// Until when no client is accepted, for want of descriptors.
    var acceptPausedUntil: TransportInstant?
    /// When the last connections are torn down; set once stopping.
    var stopBy: TransportInstant?

    private let scratch: UnsafeMutableRawBufferPointer

    /// How much is read at once.
    private static let scratchBytes = 65_536

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
        defer { scratch.deallocate() }
        var events: [Poller.Event] = []
        poller.add(control.pipe.readEnd, .input)
        for listener in listeners { poller.add(listener.descriptor, .input) }
        now = configuration.clock.read()
        while stopBy == nil || connectionCount > 0 {
            poller.wait(milliseconds: patience, into: &events)
            now = configuration.clock.read()
            for event in events { handle(event) }
            if listenersAreReady { acceptClients() }
            passDeadlines()
            if control.isStopping { stop() }
        }
    }

    private mutating func handle(_ event: Poller.Event) {
        let descriptor = Int(event.descriptor)
        if descriptor < slots.count, slots[descriptor] != nil {
            if event.isReadable || event.hasFailed { read(descriptor, hasFailed: event.hasFailed) }
            if slots[descriptor] != nil { settle(descriptor) }
        } else if event.descriptor == control.pipe.readEnd {
            control.pipe.drain()
            release(handler.releases())
        } else if listeners.contains(where: { $0.descriptor == event.descriptor }) {
            listenersAreReady = true
        }
    }

    // MARK: One connection

    mutating func read(_ descriptor: Int, hasFailed: Bool) {
        guard slots[descriptor]!.connection.wantsInput else {
            if hasFailed { close(descriptor, .close) }
            return
        }
        switch slots[descriptor]!.socket.receive(into: scratch) {
        case .bytes(let count):
            slots[descriptor]!.connection.receive(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
        case .end: slots[descriptor]!.connection.receiveEnd()
        case .nothingYet: break
        case .failed: close(descriptor, .close)
        }
    }

    /// Brings a connection to rest: grants its wishes, sends its bytes, and sees what is to become of it.
    mutating func settle(_ descriptor: Int) {
        repeat {
            grantWishes(of: descriptor)
            guard flush(descriptor) else {
                close(descriptor, .close)
                return
            }
        } while slots[descriptor]!.connection.hasMore
        switch slots[descriptor]!.connection.fate {
        case .open: break
        case .shutDown:
            slots[descriptor]!.socket.shutDownSending()
            slots[descriptor]!.connection.didShutDown(at: instant)
        case .close, .reset:
            close(descriptor, slots[descriptor]!.connection.fate)
            return
        }
        updateInterest(descriptor)
        promiseLook(descriptor)
    }

    private mutating func grantWishes(of descriptor: Int) {
        while true {
            let wish = slots[descriptor]!.connection.nextWish(at: instant)
            if case .nothing = wish { return }
            grant(wish, to: descriptor)
        }
    }

    mutating func grant(_ wish: Connection.Wish, to descriptor: Int) {
        switch wish {
        case .nothing: break
        case .reply(let request):
            let (reply, releases) = handler.reply(request, now)
            slots[descriptor]!.connection.answer(reply, to: request, date: dateText(reply.response), at: instant)
            if let ticket = slots[descriptor]!.connection.ticket { tickets[ticket] = Int32(descriptor) }
            if !releases.isEmpty { release(releases, except: descriptor) }
        case .refusal(let error):
            let response = handler.refusal(error, now)
            slots[descriptor]!.connection.refuse(response, date: dateText(response))
        case .expire(let ticket):
            tickets[ticket] = nil
            let response = handler.expire(ticket, now)
            slots[descriptor]!.connection.complete(response, date: response.map { dateText($0) } ?? "", at: instant)
        }
    }

    mutating func dateText(_ response: Response) -> String {
        date.text(unixSeconds: response.dateUnixSeconds ?? now.wall.unixSeconds)
    }

    /// False: the connection is gone.
    private mutating func flush(_ descriptor: Int) -> Bool {
        while !slots[descriptor]!.connection.output.isEmpty {
            let socket = slots[descriptor]!.socket
            guard let sent = slots[descriptor]!.connection.output.withPending({ socket.send($0) }) else { return false }
            slots[descriptor]!.connection.didSend(sent, at: instant)
            if sent == 0 { return true }
        }
        return true
    }

    private mutating func updateInterest(_ descriptor: Int) {
        var interest: Poller.Interest = []
        if slots[descriptor]!.connection.wantsInput { interest.insert(.input) }
        if !slots[descriptor]!.connection.output.isEmpty { interest.insert(.output) }
        if interest != slots[descriptor]!.interest {
            slots[descriptor]!.interest = interest
            poller.change(Int32(descriptor), to: interest)
        }
    }

    private mutating func promiseLook(_ descriptor: Int) {
        guard let deadline = slots[descriptor]!.connection.deadline else { return }
        if let promised = slots[descriptor]!.lookAt, promised <= deadline { return }
        slots[descriptor]!.lookAt = deadline
        deadlines.add(deadline, descriptor: Int32(descriptor))
        // Clients that come and go leave promises behind that nobody waits for.
        if deadlines.count > 4 * connectionCount + 1024 {
            deadlines.keep { [slots] in slots[Int($0.descriptor)]?.lookAt == $0.moment }
        }
    }

    mutating func close(_ descriptor: Int, _ fate: Connection.Fate) {
        guard let slot = slots[descriptor] else { return }
        poller.remove(Int32(descriptor))
        slots[descriptor] = nil
        connectionCount -= 1
        if case .reset = fate { slot.socket.reset() } else { slot.socket.close() }
        if let ticket = slot.connection.ticket {
            tickets[ticket] = nil
            handler.abandon(ticket)
        }
        if acceptPausedUntil != nil { resumeAccepting() }
    }
}
