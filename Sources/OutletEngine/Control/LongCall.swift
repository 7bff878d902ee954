import OutletDomain
import OutletWire

/// Work that would block the event loop: a control call that goes through thousands of things, or releasing them.
///
/// It runs off the loop on a copy of the engine, which costs almost nothing to make, while the engine itself serves
/// other requests. `Engine.finish` then applies the result in one step.
package struct LongCall: Sendable {
    /// The result of the work.
    package struct Outcome: Sendable {
        var response: Response
        /// See `Engine.takeComplaints`.
        package var complaints: [String] = []
        /// The world that replaces the current one.
        var world: World?
        /// A call that changes the world without replacing it, and succeeded on the copy. It is repeated on the engine.
        var repeated: (request: Request, now: HostTime)?
        /// Whether the response is the start of a stream.
        var opensStream = false
    }

    /// The ticket under which the client's answer is held; nil if nobody waits for one.
    package let ticket: Ticket?
    /// May run on any thread.
    package let work: @Sendable () -> Outcome?
}

extension Engine {
    /// Going through more rows and exchanges than this takes a few milliseconds, too long for the event loop.
    static let many = 1000
    /// A body larger than this takes a few milliseconds to read.
    private static let largeBytes = 65_536
    /// Longer than any call takes.
    static let patienceMilliseconds = 600_000

    /// Holds the answer and queues the call as a long call; nil if the call is to be answered at once.
    mutating func postpone(
        _ call: ControlCall, _ request: Request, _ target: RequestTarget, at now: HostTime
    ) throws(Refusal) -> Reply? {
        guard postponesLongCalls, isLong(call, request, target) else { return nil }
        if call.isWriting { _ = try index(ofWorld: target.world, at: now) }
        let engine = self
        let ticket = watchers.hold()
        longCalls.append(
            LongCall(ticket: ticket) {
                var copy = engine
                let response = copy.reply(to: request, at: now).response
                var outcome = LongCall.Outcome(response: response, complaints: copy.takeComplaints())
                guard call.isWriting, response.status == 200 else { return outcome }
                if call.replacesWorld {
                    outcome.world = copy.worlds.index(of: target.world).map { copy.worlds[$0] }
                } else {
                    outcome.repeated = (request, now)
                }
                return outcome
            })
        unnumberedReplies += 1  // the copy's
        return .held(ticket, timeoutMilliseconds: Engine.patienceMilliseconds)
    }

    private func isLong(_ call: ControlCall, _ request: Request, _ target: RequestTarget) -> Bool {
        if request.body.count > Engine.largeBytes { return true }
        if call == .coverageScenarios { return true }
        guard call.goesThroughMany else { return false }
        let size = worlds.index(of: target.world).map { worlds[$0].size } ?? 0
        return size + worlds.count > Engine.many
    }

    /// Applies the outcome of a long call, and answers the client that waits for it.
    package mutating func finish(_ call: LongCall, _ outcome: LongCall.Outcome) {
        if outcome.opensStream, let ticket = call.ticket { return watchers.open(ticket, outcome.response) }
        if let (request, now) = outcome.repeated { return answer(call, reply(to: request, at: now).response) }
        postponesLongCalls = true
        if var world = outcome.world {
            guard let index = worlds.index(of: world.name) else { return answer(call, dropped(world.name)) }
            // What happened to the old world in the meantime stays counted.
            journalBytes -= worlds[index].journal.weightBytes
            world.succeed(to: &worlds[index])
            let old = worlds[index]
            worlds[index] = world
            watchers.noticeReset(of: world, readUpTo: old.journal.total)
            watchers.notice(marksAfter: 0, in: world)
            closeSevered(of: index)
            letGo(of: old)
        }
        answer(call, outcome.response)
    }

    private func dropped(_ name: String) -> Response {
        Refusal.notFound("The world '\(name)' was dropped before it could be put in force").response
    }

    private mutating func answer(_ call: LongCall, _ response: Response) {
        guard let ticket = call.ticket else { return }
        watchers.answer(ticket, response)
    }

    /// Releases a large world off the event loop, because that takes longer than a call may.
    mutating func letGo(of world: World) {
        guard postponesLongCalls, world.size > Engine.many else { return }
        longCalls.append(LongCall(ticket: nil) { [world] in withExtendedLifetime(world) { nil } })
    }

    /// Takes the work to be done off the event loop. Called after every reply, so an empty list must cost nothing.
    package mutating func takeLongCalls() -> [LongCall] {
        guard !longCalls.isEmpty else { return [] }
        defer { longCalls = [] }
        return longCalls
    }
}

extension World {
    /// The number of things in the world of the kinds that can be numerous.
    var size: Int {
        journal.count + domain.rentals.count + domain.accounts.count + domain.sessions.count
            + domain.outbox.messages.count + domain.ledgerEntryCount
    }
}

extension ControlCall {
    /// Whether the time the call takes grows with the world.
    fileprivate var goesThroughMany: Bool {
        switch self {
        case .exportState, .overview, .listRequests, .listUnmatched, .listMessages, .report, .verify, .metrics,
            .listWorlds, .searchRequests, .conversation:
            true
        default: false
        }
    }

    /// Whether the call replaces the whole world, so that changes made to it in the meantime need not be kept.
    fileprivate var replacesWorld: Bool { self == .importState || self == .putScenario }
}
