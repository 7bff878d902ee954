package import OutletContract
package import OutletDomain
package import OutletScenarios

/// One isolated double at work: a scenario, what has happened to it so far, its clock, the domain's state, and the
/// journal of what clients did. Worlds never see each other.
package struct LivingWorld: Sendable {
    package let name: String
    package internal(set) var scenario: Scenario
    /// Counters, phase and draws of the scenario; thrown away by reset.
    package internal(set) var run: ScenarioRun
    package internal(set) var clock: WorldClock
    package internal(set) var domain: World
    package internal(set) var journal: Journal
    var recentBody = RecentBody()
    /// Who asked last, to be known again. An address never changes, but another state may be put in force.
    var recentCaller: Caller?
    /// What standard error is to be told of the newest exchange: a fault of our own.
    var complaint: String?
    /// The world's time when it was made or last reset; fault windows count from here.
    package internal(set) var startedAt: Instant
    /// The world's time up to which the domain has been moved.
    package internal(set) var now: Instant

    init(name: String, scenario: Scenario, _ house: House, _ catalogues: inout Catalogues, wall: Instant) {
        let settings = house.configuration
        let seed = settings.seed ?? scenario.seed ?? Scenario.defaultSeed
        self.name = name
        self.scenario = scenario
        clock = LivingWorld.clock(for: scenario, settings, wall: wall)
        now = clock.now(wall: wall)
        startedAt = now
        run = ScenarioRun(scenario, seed: seed)
        let opening = Opening(scenario.given, settings)
        domain = World(
            opening, seed: seed, startsAt: now, catalogue: catalogues.catalogue(opening.listings, seed: seed))
        journal = Journal(capacity: settings.journalCapacity)
    }

    /// Begins anew, perhaps with another scenario. Of what was there only counts remain; the rest is given back.
    mutating func begin(
        _ scenario: Scenario, _ house: House, _ catalogues: inout Catalogues, wall: Instant
    ) -> LivingWorld {
        let old = self
        self = LivingWorld(name: name, scenario: scenario, house, &catalogues, wall: wall)
        journal.inherit(from: old.journal)
        return old
    }

    var elapsed: Span { now - startedAt }

    /// Follows the clock to the present, and lets everything happen that falls due on the way.
    mutating func advance(wall: Instant) {
        now = clock.now(wall: wall)
        domain.advance(to: now)
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
