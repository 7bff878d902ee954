import OutletContract
import OutletDomain
import OutletScenarios
package import OutletWire

/// Turns one request into one reply. Holds the state of all worlds and decides which world a request belongs to. No
/// sockets, no clocks, no locks.
package struct Engine: Sendable {
    let context: EngineContext
    /// The scenarios that new worlds are made from. Replacing it affects existing worlds only when they are reset.
    package var library: ScenarioLibrary
    var worlds = Worlds()
    /// The number of worlds ever made.
    private var worldsMade = 0
    /// The memory that all journals hold together, in bytes.
    var journalBytes = 0
    private var complaints: [String] = []
    /// The index of the world whose journal was trimmed last.
    private var lightened = 0
    private var recentTargets = TargetCache()
    private var catalogues = Catalogues()
    /// The number of replies sent outside any exchange. Their request ids continue this count.
    var unnumberedReplies = 0
    /// The total counts of all dropped worlds.
    var tallyOfDropped = Tally()
    /// The held answers and streams that wait for future exchanges.
    var watchers = Watchers()
    /// Whether the caller takes long calls and runs them itself; if not, they are answered like any other call.
    var postponesLongCalls = false
    /// The long calls that have not been taken yet.
    var longCalls: [LongCall] = []
    /// The problems found when the scenario files were last reloaded; empty if there were none.
    package var reloadProblems: [String] = []
    /// Set while the server stops, so that readiness probes fail and load balancers send no more requests.
    package var isStopping = false

    package init(
        _ configuration: EngineConfiguration = EngineConfiguration(), library: ScenarioLibrary = ScenarioLibrary()
    ) {
        self.context = EngineContext(configuration)
        self.library = library
    }

    /// Returns the answer to one request and how to deliver it.
    ///
    /// - Parameters:
    ///   - now: when the request's last byte arrived.
    ///   - postponing: whether the caller takes long calls afterwards and runs them off the event loop.
    package mutating func reply(to request: Request, at now: HostTime, postponing: Bool = false) -> Reply {
        postponesLongCalls = postponing
        let target = recentTargets.target(of: request)
        defer { if postponing { context.configuration.observer?.ends() } }
        do throws(Refusal) {
            switch target.destination {
            case .api where request.method == .options: return Reply(preflight(request, target, at: now))
            case .api: return try walk(request, target, at: now)
            case .control: return try control(request, target, at: now)
            case .page: return try page(request, target, at: now)
            case .browser: throw Refusal.notFound("There is no \(target.path) here; browsers ask for it by themselves")
            }
        } catch {
            if let complaint = error.complaint {
                complaints.append("\(complaint); seen at \(request.method.name) \(request.target)")
            }
            return Reply(withCommonHeaders(error.response, request))
        }
    }

    /// Returns an answer based on the head alone, after which the connection is closed; nil if the body is needed. This
    /// is how control calls are refused and how faults end a connection `early`. The API's own refusals see the whole
    /// request.
    package mutating func reply(toHead head: Request, at now: HostTime) -> Reply? {
        let target = recentTargets.target(of: head)
        switch target.destination {
        case .control:
            do throws(Refusal) {
                _ = try admitted(head, target)
                return nil
            } catch {
                return Reply(withCommonHeaders(error.response, head))
            }
        case .api where mayEndEarly(target):
            guard let index = try? index(ofWorld: target.world, at: now) else { return nil }
            context.configuration.observer?.begins(target.world, target.subject, worlds[index].journal.nextNumber)
            defer { context.configuration.observer?.ends() }
            let (weightBefore, markBefore) = (worlds[index].journal.weightBytes, worlds[index].journal.markCount)
            guard let reply = worlds[index].walk(head: head, target, at: now, context) else { return nil }
            noticeExchange(in: index, weightBefore: weightBefore, markBefore: markBefore)
            return reply
        case .api, .page, .browser: return nil
        }
    }

    /// Whether to ask the world's faults before the body arrives. For a missing world it checks the scenario instead of
    /// making the world.
    private func mayEndEarly(_ target: RequestTarget) -> Bool {
        guard case .found(let operation, _) = target.match else { return false }
        if target.mockFault != nil { return true }
        if let index = worlds.index(of: target.world) { return worlds[index].run.endsEarly(operation) }
        let scenario = try? library.scenario(forWorld: target.world)
        return scenario?.faults.contains { $0.endsEarly && $0.operations.contains(operation) } ?? false
    }

    /// Returns the answer to bytes that are not a valid request. The connection is closed after it.
    package mutating func refusal(_ error: WireError, at now: HostTime) -> Response {
        let message = "\(error.message) (\(error.source))"
        // A 503 never refuses a message, only the connection that it would have arrived on.
        let refusal =
            error.status == MockCode.connectionLimit.status
            ? Refusal(.connectionLimit, message) : Refusal(status: error.status, .validationFailed, message)
        return withCommonHeaders(refusal.response, nil)
    }

    /// Takes reports of the double's own bugs, which go to standard error regardless of the log setting.
    package mutating func takeComplaints() -> [String] {
        guard !complaints.isEmpty else { return [] }
        defer { complaints = [] }
        return complaints
    }

    /// Takes what has become ready for held answers and streams since the last call. The event loop calls this after
    /// every reply, under the same lock, so an empty list must cost nothing.
    package mutating func takeReleases() -> [Release] { watchers.takeReleases() }

    /// Returns what to send when a held answer times out; nil if the ticket is no longer known.
    package mutating func expire(_ ticket: Ticket, at now: HostTime) -> Response? { timeOut(ticket) }

    /// Forgets a ticket whose client has left; nothing more is released for it.
    package mutating func abandon(_ ticket: Ticket) { _ = watchers.remove(ticket) }

    /// Records how the delivery of an exchange's answer ended. Successes are reported only for deliveries that took
    /// time; failures may be reported for any answer. Unknown ids are ignored.
    ///
    /// - Returns: a log line if the log is on and the answer did not arrive.
    @discardableResult
    package mutating func settle(_ deliveryID: DeliveryID, _ end: DeliveryEnd, at now: HostTime) -> String? {
        guard let index = worlds.index(of: deliveryID),
            let exchange = worlds[index].settle(deliveryID.number, end, at: now)
        else { return nil }
        if !watchers.isEmpty { notifyWatchers(of: exchange, in: worlds[index], isNew: false) }
        return context.configuration.logForm.flatMap {
            LogLine.loss($0, exchange, world: worlds[index].name, wall: now.wall)
        }
    }

    private mutating func walk(_ request: Request, _ target: RequestTarget, at now: HostTime) throws(Refusal) -> Reply {
        let index = try index(ofWorld: target.world, at: now)
        let (weightBefore, markBefore) = (worlds[index].journal.weightBytes, worlds[index].journal.markCount)
        let reply = worlds[index].walk(request, target, at: now, context)
        noticeExchange(in: index, weightBefore: weightBefore, markBefore: markBefore)
        return reply
    }

    /// Notifies the watchers of a new exchange and keeps the journals within their bound.
    private mutating func noticeExchange(in index: Int, weightBefore: Int, markBefore: Int) {
        journalBytes += worlds[index].journal.weightBytes - weightBefore
        if let complaint = worlds[index].complaint.take() { complaints.append(complaint) }
        if !watchers.isEmpty { watchers.notice(marksAfter: markBefore, in: worlds[index]) }
        if !watchers.isEmpty, let newest = worlds[index].journal[number: worlds[index].journal.total] {
            notifyWatchers(of: newest, in: worlds[index], isNew: true)
        }
        if journalBytes > context.configuration.journalBytes { lightenJournals() }
    }

    private mutating func preflight(_ request: Request, _ target: RequestTarget, at now: HostTime) -> Response {
        var allowed: [Method] = []
        switch target.match {
        case .wrongMethod(let methods): allowed = methods
        case .found, .unknown: break
        }
        return withCommonHeaders(CommonHeaders.preflight(request, context, allowed: allowed), request)
    }

    /// Adds the headers of an answer outside any exchange.
    mutating func withCommonHeaders(_ response: Response, _ request: Request?) -> Response {
        var response = response
        response.set("X-Request-Id", nextRequestId(request))
        if response.header("cache-control") == nil { response.set("Cache-Control", "no-store") }
        guard let request else { return response }
        if let name = try? scenarioName(of: recentTargets.target(of: request).world) {
            response.set("X-Mock-Scenario", name)
        }
        if response.header("access-control-allow-origin") == nil {
            CommonHeaders.addCrossOrigin(to: &response, request, context)
        }
        return response
    }

    /// The name of the scenario that runs in the world, or would run if the world were made now.
    private func scenarioName(of world: String) throws(Refusal) -> String {
        if let index = worlds.index(of: world) { return worlds[index].scenario.name }
        return try library.scenarioName(forWorld: world)
    }

    private mutating func nextRequestId(_ request: Request?) -> String {
        if let given = request.flatMap(RequestTarget.requestId) { return given }
        unnumberedReplies += 1
        return ResourceKind.request.id(seed: 0, ordinal: unnumberedReplies, at: Limits.virtualStart)
    }
}

/// The worlds.
extension Engine {
    /// Returns a world's index, making the world if there is none yet.
    mutating func index(ofWorld name: String, at now: HostTime) throws(Refusal) -> Int {
        if let index = worlds.find(name) { return index }
        let world = try freshWorld(name, at: now)
        guard worlds.count < context.configuration.maximumWorlds else {
            throw Refusal(
                .worldLimit,
                "--max-worlds allows no more than \(Counted(worlds.count, "world")); raise it, or drop worlds "
                    + "with DELETE /__admin/worlds/NAME")
        }
        worldsMade += 1
        return worlds.append(world)
    }

    /// Makes a world without keeping it.
    private mutating func freshWorld(_ name: String, at now: HostTime) throws(Refusal) -> World {
        let scenario = try library.scenario(forWorld: name)
        let beginning = WorldBeginning(scenario, context.configuration, &catalogues)
        return World(name: name, ordinal: worldsMade, beginning, wall: now.wall)
    }

    /// Resets a world to the given scenario, or to its own as currently loaded.
    mutating func begin(_ name: String, _ asked: ControlRequest, with scenario: Scenario?) throws(Refusal) -> JSON {
        let now = asked.now
        let (context, library) = (context, library)
        var catalogues = catalogues
        let (summary, old) = try withWorld(name, creating: true, at: now) {
            (world) throws(Refusal) -> (JSON, World) in
            let scenario = scenario ?? library[world.scenario.name] ?? world.scenario
            let beginning = WorldBeginning(scenario, context.configuration, &catalogues)
            let old = world.begin(beginning, wall: now.wall)
            let words = asked.call == .reset ? "the world was reset" : "scenario \(scenario.name)"
            world.note(.control(asked.call), did: ["scenario": .string(scenario.name)], words, wall: now.wall)
            return (world.summary, old)
        }
        self.catalogues = catalogues
        letGo(of: old)
        return summary
    }

    /// Advances a world to the present and runs `body` on it. Reading a missing world reads a fresh one that is not
    /// kept.
    mutating func withWorld<Result>(
        _ name: String, creating: Bool, at now: HostTime, _ body: (inout World) throws(Refusal) -> Result
    ) throws(Refusal) -> Result {
        if !creating, worlds.index(of: name) == nil {
            var world = try freshWorld(name, at: now)
            return try body(&world)
        }
        let index = try index(ofWorld: name, at: now)
        let (weightBefore, totalBefore) = (worlds[index].journal.weightBytes, worlds[index].journal.total)
        let (eraBefore, markBefore) = (worlds[index].journal.era, worlds[index].journal.markCount)
        defer { journalBytes += worlds[index].journal.weightBytes - weightBefore }
        worlds[index].advance(wall: now.wall)
        let result = try body(&worlds[index])
        let isAnew = worlds[index].journal.era != eraBefore
        if isAnew { watchers.noticeReset(of: worlds[index], readUpTo: totalBefore) }
        if !watchers.isEmpty { watchers.notice(marksAfter: isAnew ? 0 : markBefore, in: worlds[index]) }
        closeSevered(of: index)
        // A closed world can still be read; only a reset can change it.
        if creating, let broken = worlds[index].domain.brokenInvariant { throw .closed(name, broken) }
        return result
    }

    mutating func dropWorld(_ name: String) -> Bool {
        guard var world = worlds.remove(name) else { return false }
        for deliveryID in world.sever() { watchers.close(deliveryID) }
        journalBytes -= world.journal.weightBytes
        tallyOfDropped.add(world.journal.lifetime)
        dismissWatchers(of: name)
        letGo(of: world)
        return true
    }

    /// Closes the connections of answers that a reset gave up.
    mutating func closeSevered(of index: Int) {
        guard !worlds[index].severed.isEmpty else { return }
        for deliveryID in worlds[index].severed { watchers.close(deliveryID) }
        worlds[index].severed = []
    }

    /// Evicts the oldest entries of a journal heavier than the average until all journals fit the bound. Stays with the
    /// same journal while it is heavier, to avoid a search at each request.
    private mutating func lightenJournals() {
        while journalBytes > context.configuration.journalBytes, let index = indexToLighten() {
            let before = worlds[index].journal.weightBytes
            worlds[index].journal.evictOldest()
            journalBytes -= before - worlds[index].journal.weightBytes
        }
    }

    private mutating func indexToLighten() -> Int? {
        let average = journalBytes / worlds.count
        for step in worlds.indices {
            let index = (lightened + step) % worlds.count
            guard worlds[index].journal.weightBytes >= average, worlds[index].journal.count > 0 else { continue }
            lightened = index
            return index
        }
        return nil
    }
}
