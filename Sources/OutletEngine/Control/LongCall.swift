import OutletDomain
import OutletWire

/// Work that would hold up the event loop: a control call that is about thousands of things, or letting go of them.
///
/// It is done beside the loop, on a copy of the engine, which costs next to nothing to make; meanwhile the engine itself
/// serves others. What came of it is then put in force at once (`Engine.finish`).
package struct LongCall: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        var response: Response
        /// See `Engine.takeComplaints`.
        package var complaints: [String] = []
        /// The world that the call puts in the place of the one there is.
        var world: World?
        /// A call that changes something in the world, and is taken: it is made again where others see what it does.
        var repeated: (request: Request, now: HostTime)?
        /// Whether the response opens a stream.
        var opensStream = false
    }

    /// Under which the client's answer is held; nil where nobody waits for one.
    package let ticket: Ticket?
    /// Safe on any thread.
    package let work: @Sendable () -> Outcome?
}

extension Engine {
    /// What nobody may wait for: so many rows and exchanges take a few milliseconds to go through.
    static let many = 1000
    /// A body that takes a few milliseconds to read.
    private static let largeBytes = 65_536
    /// Longer than any call takes.
    static let patienceMilliseconds = 600_000

    /// Holds the answer to a call and leaves the call to whoever takes it; nil where it is answered at once.
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

    /// Puts what came of a long call in force, and answers whoever waits for it.
    package mutating func finish(_ call: LongCall, _ outcome: LongCall.Outcome) {
        if outcome.opensStream, let ticket = call.ticket { return watchers.open(ticket, outcome.response) }
        if let (request, now) = outcome.repeated { return answer(call, reply(to: request, at: now).response) }
        postponesLongCalls = true
        if var world = outcome.world {
            guard let index = worlds.index(of: world.name) else { return answer(call, dropped(world.name)) }
            // What came to it meanwhile is counted.
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

    /// Taking a large world apart takes longer than a call may.
    mutating func letGo(of world: World) {
        guard postponesLongCalls, world.size > Engine.many else { return }
        longCalls.append(LongCall(ticket: nil) { [world] in withExtendedLifetime(world) { nil } })
    }

    /// What is to be done beside the loop. It asks after every reply, so none has to cost nothing.
    package mutating func takeLongCalls() -> [LongCall] {
        guard !longCalls.isEmpty else { return [] }
        defer { longCalls = [] }
        return longCalls
    }
}

extension World {
    /// How many things there are in it of which there can be many.
    var size: Int {
        journal.count + domain.rentals.count + domain.accounts.count + domain.sessions.count
            + domain.outbox.messages.count + domain.ledgerEntryCount
    }
}

extension ControlCall {
    /// Whether what it looks at grows with the world.
    fileprivate var goesThroughMany: Bool {
        switch self {
        case .exportState, .overview, .listRequests, .listUnmatched, .listMessages, .report, .verify, .metrics,
            .listWorlds, .searchRequests, .conversation:
            true
        default: false
        }
    }

    /// Whether nothing of the world that was there is left, so that nothing is lost of what came to it meanwhile.
    fileprivate var replacesWorld: Bool { self == .importState || self == .putScenario }
}
