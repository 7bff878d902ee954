import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The control calls that are about one world.
extension World {
    /// The world's entry in `GET worlds`.
    var summary: JSON {
        [
            "name": .string(name), "scenario": .string(scenario.name), "now": .string(now.iso8601Milliseconds),
            "requests": .integer(journal.total), "phase": .string(run.phase),
            "problems": .array(problems.map(JSON.string)),
        ]
    }

    /// What a list of many worlds shows of each: that it is closed, and which verdicts fail.
    private var problems: [String] {
        (domain.brokenInvariant == nil ? [] : ["closed"])
            + verdicts.filter { $0.result == .fail }.map(\.name.rawValue)
    }

    mutating func perform(_ asked: ControlRequest, _ links: Links) throws(Refusal) -> JSON {
        switch asked.call {
        case .getScenario: return scenario.document
        case .overview: return overview()
        case .listFaults: return faultList
        case .addFault: return try addFault(asked)
        case .setFault:
            let id = asked[parameter: "id"]
            let isEnabled = asked.body["enabled"]?.bool ?? true
            guard run.setEnabled(isEnabled, faultID: id) else { throw unknownFault(id) }
            noteFault(id, isEnabled ? "switched on" : "switched off", asked)
            return faultList
        case .replaceFault: return try replaceFault(asked)
        case .removeFault:
            let id = asked[parameter: "id"]
            guard run.remove(faultID: id) else { throw unknownFault(id) }
            noteFault(id, "removed", asked)
            return faultList
        case .setPhase:
            let phase = asked.body["phase"]?.string ?? run.phase
            guard !phase.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
                throw .invalid("phase", "must not hold control characters, such as line ends")
            }
            enter(phase)
            note(.control(.setPhase), did: ["phase": .string(phase)], "phase \(phase)", wall: asked.now.wall)
            return ["phase": .string(run.phase)]
        case .turnDials, .happen: return try makeChange(asked)
        case .getTimeline: return timelineReading
        case .getClock: return clockReading
        case .advanceClock: return try advanceClock(asked)
        case .setClock: return try setClock(asked)
        case .listRequests:
            try checkFault(asked.query)
            return requestList(asked.query)
        case .getRequest: return try exchange(asked).json(isRevealing: asked.query["secrets"]?.bool ?? false)
        case .clearRequests:
            journal.removeAll()
            return ["ok": true]
        case .searchRequests:
            try checkFault(asked.query)
            return search(asked.query)
        case .conversation: return conversation(around: try exchange(asked), limit: asked.query["limit"]?.integer)
        case .listUnmatched: return unmatchedList(limit: asked.query["limit"]?.integer ?? 100)
        case .explainRequest: return explanation(of: try exchange(asked))
        case .listMessages:
            return ["messages": .array(domain.outbox.messages(to: recipient(asked)).map { $0.json(links: links) })]
        case .latestMessage:
            guard let message = domain.outbox.latest(to: recipient(asked)) else {
                throw .notFound("No message has been sent" + (recipient(asked).map { " to \($0.text)" } ?? ""))
            }
            return message.json(links: links)
        case .settleCheckout, .settleSetup, .settleInvoice, .settleRental: return try settle(asked)
        case .exportState: return try exportedState()
        case .importState:
            try restore(asked)
            return summary
        case .panel, .health, .ready, .version, .errors, .operations, .openAPI, .controlOpenAPI, .scenarioSchema,
            .docs, .docsPage, .checkScenario, .exportScenario, .explainFault, .coverageScenarios, .listWorlds,
            .dropWorld,
            .listScenarios, .putScenario, .reset, .metrics, .report, .verify, .wait, .streamRequests, .timeseries:
            // Always so: the engine's own switch handles these calls.
            preconditionFailure("\(asked.call) is answered before a world is looked for")
        }
    }

    // MARK: Faults

    var faultList: JSON { ["phase": .string(run.phase), "faults": run.faultList(sinceStart: elapsed)] }

    private mutating func addFault(_ asked: ControlRequest) throws(Refusal) -> JSON {
        do throws(ProblemList) {
            let taken = Set(run.faults.map(\.id))
            run.addFirst(try Fault.read(asked.request.body, takenIDs: taken))
        } catch {
            throw Refusal(error)
        }
        if let fault = run.faults.first { noteFault(fault.id, "added", asked) }
        return faultList
    }

    private mutating func noteFault(_ id: String, _ change: String, _ asked: ControlRequest) {
        note(
            .control(asked.call), did: ["fault": .string(id), "change": .string(change)], "fault '\(id)' \(change)",
            wall: asked.now.wall)
    }

    private mutating func replaceFault(_ asked: ControlRequest) throws(Refusal) -> JSON {
        let id = asked[parameter: "id"]
        guard run.index(of: id) != nil else { throw unknownFault(id) }
        do throws(ProblemList) {
            let others = Set(run.faults.map(\.id)).subtracting([id])
            run.replace(faultID: id, by: try Fault.read(asked.request.body, takenIDs: others))
        } catch {
            throw Refusal(error)
        }
        noteFault(id, "changed", asked)
        return faultList
    }

    private func unknownFault(_ id: String) -> Refusal {
        .notFound("There is no fault '\(id)' in this world\(Spelling.question(id, among: run.faults.map(\.id)))")
    }

    // MARK: Clock

    var clockReading: JSON {
        [
            "now": .string(now.iso8601Milliseconds), "mode": .string(clock.mode.rawValue),
            "speed": .number(clock.speed),
        ]
    }

    private mutating func advanceClock(_ asked: ControlRequest) throws(Refusal) -> JSON {
        let span = asked.span("by") ?? .zero
        advance(by: span, wall: asked.now.wall)
        note(
            .control(.advanceClock), did: ["by": .string(span.durationText)], "the clock moved by \(span.durationText)",
            wall: asked.now.wall)
        return clockReading
    }

    private mutating func setClock(_ asked: ControlRequest) throws(Refusal) -> JSON {
        let wanted = asked.body["now"]?.string.flatMap(Instant.init(iso8601:))
        if let wanted, wanted < now {
            throw .invalid(
                "now", "must not lie before the world's time, \(now.iso8601Milliseconds): it only moves forward")
        }
        clock.tune(
            mode: asked.body["mode"]?.string.flatMap(WorldClock.Mode.init(rawValue:)),
            speed: asked.body["speed"]?.double, wall: asked.now.wall)
        if let wanted { advance(by: wanted - now, wall: asked.now.wall) }
        let words = asked.body.members.map { "\($0.0) \($0.1.string ?? $0.1.text)" }
        note(
            .control(.setClock), did: .object(asked.body), "the clock was set: \(words.joined(separator: ", "))",
            wall: asked.now.wall)
        return clockReading
    }

    // MARK: Journal

    private func requestList(_ query: JSONObject) -> JSON {
        let limit = query["limit"]?.integer ?? 100
        let since = query["since"]?.integer
        let gap = since.flatMap { journal.resume(from: JournalPosition(number: $0)).gap }
        let isRevealing = query["secrets"]?.bool ?? false
        let filter = JournalFilter(query)
        var found: [JSON] = []
        var next: Int?
        for exchange in journal.entries(after: since ?? 0) where filter.admits(exchange) {
            guard found.count < limit else {
                next = found.last?["number"]?.integer
                break
            }
            found.append(exchange.json(isRevealing: isRevealing))
        }
        let marks = journal.marks(after: since ?? 0, before: next)
        return [
            "requests": .array(found), "marks": .array(marks.map(\.json)), "next": .optional(next),
            "total": .integer(journal.total), "evicted": .integer(journal.evicted), "gap": gap?.json ?? .null,
        ]
    }

    /// Refuses a fault that the journal cannot know: it is not in the world, has never fired, and did not come in a
    /// request's header.
    func checkFault(_ query: JSONObject) throws(Refusal) {
        guard let id = query["fault"]?.string else { return }
        let known = run.faults.map(\.id) + [Fault.headerID]
        guard !known.contains(id), journal.lifetime.fired[id] == nil else { return }
        throw .invalid("fault", "is '\(id)', and this world has no such fault\(Spelling.question(id, among: known))")
    }

    private func exchange(_ asked: ControlRequest) throws(Refusal) -> Exchange {
        let text = asked[parameter: "n"]
        guard let number = Int(text), let exchange = journal[number: number] else {
            let kept = journal.numbers.map { "it keeps \($0.lowerBound) to \($0.upperBound)" } ?? "it is empty"
            throw .notFound("The journal has no exchange '\(text)': \(kept)")
        }
        return exchange
    }

    private func recipient(_ asked: ControlRequest) -> EmailAddress? {
        asked.query["to"]?.string.flatMap(EmailAddress.init)
    }
}
