package import OutletContract
package import OutletDomain
package import OutletScenarios
import OutletWire

/// One isolated double: a scenario and its progress, a clock, the domain's state, and the journal of what clients did.
/// Worlds never see each other.
package struct World: Sendable {
    package let name: String
    /// The world's number among all that the engine has ever made.
    private(set) var ordinal: Int
    /// The answers still being delivered at the last reset; the engine closes their connections.
    var severed: [DeliveryID] = []
    package internal(set) var scenario: Scenario {
        didSet { naming = CommonHeaders.naming(world: name, scenario: scenario.name) }
    }
    /// The headers that name the world and the scenario in each answer.
    private(set) var naming: HeaderBlock
    /// The scenario's counters, phase and random draws; discarded by a reset.
    package internal(set) var run: ScenarioRun
    /// How far the scenario's timeline has come.
    package internal(set) var timeline: TimelineRun
    package internal(set) var clock: WorldClock
    package internal(set) var domain: ProviderState
    package internal(set) var journal: Journal
    /// The answers to its clients over time, kept through resets.
    package internal(set) var traffic: Traffic
    /// The wall clock's time when the world was last advanced.
    var seenAt: Instant
    /// What was done to it through the control plane.
    var lead: LeadRecord
    /// The domain's past states, if some fault shows them to calls.
    var history: WorldHistory?
    var recentBody = RecentBody()
    var newestCookie = SentCookie.Newest()
    /// The last caller, for reuse. An account's address never changes, but importing a state clears this.
    var recentCaller: Caller?
    /// The message for standard error if the newest exchange shows a bug in the double.
    var complaint: String?
    /// The world's time when it was made or last reset; fault windows count from here.
    package internal(set) var startedAt: Instant
    /// The world's time up to which the domain has been advanced.
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

    /// Resets the world, perhaps to another scenario, and returns the old one. Only counts and the traffic carry over.
    mutating func begin(_ beginning: WorldBeginning, wall: Instant) -> World {
        var old = self
        self = World(name: name, ordinal: ordinal, beginning, wall: wall)
        succeed(to: &old)
        return old
    }

    /// Replaces the same world as it was. Of the old journal only counts remain; numbering continues from the new
    /// journal's.
    mutating func succeed(to old: inout World) {
        ordinal = old.ordinal
        severed = old.sever()
        let own = journal
        journal = Journal(capacity: own.capacity, after: own.total, windows: own.judge.windows)
        journal.inherit(from: old.journal)
        journal.takeMarks(of: own)
        traffic.succeed(to: old.traffic)
    }

    /// Gives up all answers still being delivered and returns their ids.
    mutating func sever() -> [DeliveryID] {
        let numbers = journal.loseAll()
        traffic.countLost(numbers.count, wall: seenAt)
        return severed + numbers.map { DeliveryID(world: ordinal, era: journal.era, number: $0) }
    }

    /// Records how and when an answer's delivery ended, on both clocks. Does not advance the world.
    ///
    /// - Returns: the updated exchange; nil if it is no longer judged.
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

    /// Whether clients wait in real seconds, while the world's clock runs at its own speed.
    var waitsAreReal: Bool { scenario.clock.waits == .real && clock.mode == .live }

    /// Advances the world to the present, with everything that is due on the way.
    mutating func advance(wall: Instant) {
        if let reach = run.longestStaleness {
            remember(reach: reach)
        } else if history != nil {
            history = nil
        }
        move(to: clock.now(wall: wall), wall: wall)
        seenAt = wall
    }

    /// Keeps the domain as the last call left it, unless that call only read.
    mutating func remember(reach: Span) {
        if history == nil { history = WorldHistory() }
        if history?.isCurrent == false { history?.remember(domain, reach: reach) }
        history?.isCurrent = false
    }

    /// Advances the clock, and the world with it.
    mutating func advance(by span: Span, wall: Instant) {
        clock.advance(by: span)
        advance(wall: wall)
    }

    /// Flags override the scenario file, and the file overrides the default.
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
