package import OutletContract
package import OutletDomain
package import OutletScenarios
import OutletWire

/// One isolated double at work: a scenario, what has happened to it so far, its clock, the domain's state, and the
/// journal of what clients did. Worlds never see each other.
package struct World: Sendable {
    package let name: String
    /// Which of all worlds that the engine has ever made.
    private(set) var ordinal: Int
    /// The answers that were on their way when it last began anew; the engine has their connections closed.
    var severed: [DeliveryID] = []
    package internal(set) var scenario: Scenario {
        didSet { naming = CommonHeaders.naming(world: name, scenario: scenario.name) }
    }
    /// The fields that name the world and the scenario in each answer.
    private(set) var naming: HeaderBlock
    /// Counters, phase and draws of the scenario; thrown away by reset.
    package internal(set) var run: ScenarioRun
    /// How far the scenario's timeline has come.
    package internal(set) var timeline: TimelineRun
    package internal(set) var clock: WorldClock
    package internal(set) var domain: ProviderState
    package internal(set) var journal: Journal
    /// What its clients were answered over time, through resets.
    package internal(set) var traffic: Traffic
    /// The wall's time when it was last looked at.
    var seenAt: Instant
    /// What was done to it by whoever leads it.
    var lead: LeadRecord
    /// How the domain was, where some fault lets calls see it late.
    var history: WorldHistory?
    var recentBody = RecentBody()
    var newestCookie = SentCookie.Newest()
    /// Who asked last, to be known again. An address never changes, but another state may be put in force.
    var recentCaller: Caller?
    /// What standard error is to be told of the newest exchange: a fault of our own.
    var complaint: String?
    /// The world's time when it was made or last reset; fault windows count from here.
    package internal(set) var startedAt: Instant
    /// The world's time up to which the domain has been moved.
    package internal(set) var now: Instant

    init(name: String, ordinal: Int, _ beginning: WorldBeginning, wall: Instant) {
        self.name = name
        self.ordinal = ordinal
        scenario = beginning.scenario
        naming = CommonHeaders.naming(world: name, scenario: beginning.scenario.name)
        clock = World.clock(for: scenario, beginning.settings, wall: wall)
        now = clock.now(wall: wall)
        startedAt = now
        lead = LeadRecord(clock)
        run = ScenarioRun(scenario, seed: beginning.seed)
        timeline = TimelineRun(scenario.timeline)
        domain = ProviderState(
            beginning.initialState, seed: beginning.seed, startsAt: now, catalogue: beginning.catalogue)
        traffic = Traffic(since: wall)
        seenAt = wall
        journal = Journal(
            capacity: beginning.settings.journalCapacity, windows: World.logicalCallWindows(scenario, startedAt))
    }

    static func logicalCallWindows(_ scenario: Scenario, _ start: Instant) -> [LogicalCallWindow] {
        scenario.logicalCallWindows.map { LogicalCallWindow($0, start: start) }
    }

    /// Begins anew, perhaps with another scenario. Of what was there only counts remain; the rest is given back.
    mutating func begin(_ beginning: WorldBeginning, wall: Instant) -> World {
        var old = self
        self = World(name: name, ordinal: ordinal, beginning, wall: wall)
        succeed(to: &old)
        return old
    }

    /// Takes the place of the same world as it was. Of the old journal only counts remain; the numbers go on from where
    /// the own one stands.
    mutating func succeed(to old: inout World) {
        ordinal = old.ordinal
        severed = old.sever()
        let own = journal
        journal = Journal(capacity: own.capacity, after: own.total, windows: own.judge.windows)
        journal.inherit(from: old.journal)
        journal.takeMarks(of: own)
        traffic.succeed(to: old.traffic)
    }

    /// Gives up all answers that are on their way, and says which.
    mutating func sever() -> [DeliveryID] {
        let numbers = journal.loseAll()
        traffic.countLost(numbers.count, wall: seenAt)
        return severed + numbers.map { DeliveryID(world: ordinal, era: journal.era, number: $0) }
    }

    /// Writes down how an answer's delivery ended, at a moment on both clocks. Nothing else moves.
    ///
    /// - Returns: the exchange as it is known from now on; nil where it is not judged any more.
    mutating func settle(_ number: Int, _ end: DeliveryEnd, at host: HostTime) -> Exchange? {
        let now = clock.now(wall: host.wall)
        var way: (known: Exchange, end: Exchange.End)?
        let settled = journal.settle(number) { exchange in
            let isWhole = end == .handedOver && exchange.delivery.ending.sendsAll
            var told = Exchange.End(
                deliveryState: isWhole ? .delivered : .lost, at: max(now, exchange.end.at),
                nanoseconds: max(host.monotonicNanoseconds, exchange.arrivedNanoseconds))
            if end == .clientLeft {
                let real = Span.milliseconds(Int((told.nanoseconds - exchange.arrivedNanoseconds) / 1_000_000))
                told.leftAfter = exchange.liveSpeed == nil ? told.at - exchange.at : real
            }
            way = (exchange, told)
            return told
        }
        if let way { traffic.recount(way.known, as: Exchange(way.known, end: way.end), wall: host.wall) }
        return settled
    }

    var elapsed: Span { now - startedAt }

    /// Whether clients wait in real seconds, while the world's clock runs at a speed of its own.
    var waitsAreReal: Bool { scenario.clock.waits == .real && clock.mode == .live }

    /// Follows the clock to the present, and lets everything happen that falls due on the way.
    mutating func advance(wall: Instant) {
        if let reach = run.longestStaleness {
            remember(reach: reach)
        } else if history != nil {
            history = nil
        }
        move(to: clock.now(wall: wall), wall: wall)
        seenAt = wall
    }

    /// Keeps how the last call left the domain, unless it only read.
    mutating func remember(reach: Span) {
        if history == nil { history = WorldHistory() }
        if history?.isCurrent == false { history?.remember(domain, reach: reach) }
        history?.isCurrent = false
    }

    /// Moves the clock forward, and the world with it.
    mutating func advance(by span: Span, wall: Instant) {
        clock.advance(by: span)
        advance(wall: wall)
    }

    /// Flags beat the scenario file, and the file beats the default.
    private static func clock(
        for scenario: Scenario, _ settings: EngineConfiguration, wall: Instant
    ) -> WorldClock {
        let said = scenario.clock
        let speed = settings.speed ?? said.speed ?? 1
        return switch settings.clock {
        case .instant(let start): WorldClock(mode: .virtual, start: start, speed: speed, wall: wall)
        case .virtual: WorldClock(mode: .virtual, start: said.start, speed: speed, wall: wall)
        case .live: WorldClock(mode: .live, start: said.start, speed: speed, wall: wall)
        case nil:
            WorldClock(mode: said.mode == .virtual ? .virtual : .live, start: said.start, speed: speed, wall: wall)
        }
    }
}
