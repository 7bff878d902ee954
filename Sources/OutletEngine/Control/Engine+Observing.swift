import OutletContract
import OutletPages
import OutletScenarios
import OutletWire

/// The control calls that judge and watch. Their answers are not always JSON, and not always immediate.
extension Engine {
    /// Nil if the call is none of these.
    mutating func observe(_ asked: ControlRequest, _ target: RequestTarget) throws(Refusal) -> Reply? {
        switch asked.call {
        case .panel: return Reply(withCommonHeaders(panelResponse, asked.request))
        case .docs:
            let pages = ReferenceTopic.allCases.map { (topic: $0.rawValue, page: $0.page) }
            return Reply(withCommonHeaders(Engine.reference(ReferenceHTML.index(pages)), asked.request))
        case .docsPage:
            let name = asked[parameter: "topic"]
            guard let topic = ReferenceTopic(rawValue: name) else {
                let topics = ReferenceTopic.allCases.map(\.rawValue)
                throw .notFound("There is no page '\(name)' in the reference\(Spelling.question(name, among: topics))")
            }
            let page = ReferenceHTML.html(topic.page, topic: topic.rawValue)
            return Reply(withCommonHeaders(Engine.reference(page), asked.request))
        case .exportScenario: return Reply(withCommonHeaders(try export(asked, target), asked.request))
        case .metrics: return Reply(withCommonHeaders(metricsResponse(asked), asked.request))
        case .timeseries: return Reply(withCommonHeaders(try timeseriesResponse(asked, target), asked.request))
        case .report: return Reply(withCommonHeaders(try reportResponse(asked, target), asked.request))
        case .verify: return Reply(withCommonHeaders(try verification(asked, target), asked.request))
        case .wait: return try wait(asked, target)
        case .streamRequests: return try stream(asked, target)
        default: return nil
        }
    }

    private var panelResponse: Response {
        var response = Response(html: PanelPage.html)
        // The page's style and script are inline; it talks to this server only.
        response.set("Content-Security-Policy", PanelPage.policy)
        response.set("Cache-Control", "no-store")
        return response
    }

    /// The answer is a file, so its JSON is printed over several lines.
    private mutating func export(_ asked: ControlRequest, _ target: RequestTarget) throws(Refusal) -> Response {
        let document = try withWorld(target.world, creating: false, at: asked.now) {
            (world) throws(Refusal) -> JSON in try ScenarioExport.document(of: world)
        }
        var response = Response(json: document)
        response.body = Array((document.prettyText + "\n").utf8)
        let name = document["scenario"]?.string ?? "scenario"
        response.set("Content-Disposition", "attachment; filename=\"\(name).json\"")
        return response
    }

    private static func reference(_ html: String) -> Response {
        var response = Response(html: html)
        response.set("Content-Security-Policy", ReferenceHTML.policy)
        return response
    }

    // MARK: Metrics and report

    private func metricsResponse(_ asked: ControlRequest) -> Response {
        let metrics = Metrics(
            rows: metricsRows(asked.query), worlds: worlds.count, coverage: Coverage(lifetime),
            version: context.configuration.version)
        return Response(
            status: 200, headers: [HeaderField("Content-Type", Metrics.contentType)], body: Array(metrics.text.utf8))
    }

    /// One row for the whole server, or one for each world asked for. A world that does not exist has no row.
    private func metricsRows(_ query: JSONObject) -> [MetricsRow] {
        let name = query["world"]?.string
        guard name != nil || query["by"] != nil else {
            var row = MetricsRow(tally: tallyOfDropped)
            for index in worlds.indices { row.add(worlds[index]) }
            return [row]
        }
        let indices = name.map { worlds.index(of: $0).map { [$0] } ?? [] } ?? worlds.sortedIndices
        return indices.map { index in
            var row = MetricsRow(world: worlds[index].name)
            row.add(worlds[index])
            return row
        }
    }

    /// Counts of everything that ever happened on this server, dropped worlds included.
    private var lifetime: Tally {
        var tally = tallyOfDropped
        for index in worlds.indices { tally.add(worlds[index].journal.lifetime) }
        return tally
    }

    /// The report of the world that the request names, or of all worlds joined.
    private mutating func reportResponse(
        _ asked: ControlRequest, _ target: RequestTarget
    ) throws(Refusal) -> Response {
        var report: Report
        if target.namesWorld {
            report = try withWorld(target.world, creating: false, at: asked.now) {
                (world) throws(Refusal) -> Report in world.report
            }
            if isUntouched(target.world) { report.unreached = [untouched(target.world)] }
        } else {
            for index in worlds.indices {
                let markBefore = worlds[index].journal.markCount
                worlds[index].advance(wall: asked.now.wall)
                if !watchers.isEmpty { watchers.notice(marksAfter: markBefore, in: worlds[index]) }
            }
            var detailed = 0
            let reports = worlds.sortedIndices.map { index in
                let report = worlds[index].report(isDetailed: detailed < Report.mostWorlds)
                detailed += report.worlds.count
                return report
            }
            var joined = Report.joined(reports)
            joined.coverage.add(Coverage(tallyOfDropped))
            report = joined
        }
        let wantsText =
            asked.request.acceptWeight(of: "text/plain") > asked.request.acceptWeight(of: "application/json")
        let format = asked.query["format"]?.string.flatMap(Report.Format.init(rawValue:))
        return report.response(format ?? (wantsText ? .text : .json))
    }

    private mutating func timeseriesResponse(
        _ asked: ControlRequest, _ target: RequestTarget
    ) throws(Refusal) -> Response {
        let reach = asked.query["span"]?.string.flatMap(Timeseries.Reach.init(rawValue:)) ?? .fiveMinutes
        return try withWorld(target.world, creating: false, at: asked.now) { (world) throws(Refusal) -> Response in
            Response(json: Timeseries(world.traffic, reach, now: asked.now.wall).json)
        }
    }

    // MARK: Verify

    private mutating func verification(
        _ asked: ControlRequest, _ target: RequestTarget
    ) throws(Refusal) -> Response {
        let given: [Expectation]?
        do throws(ProblemList) {
            given = asked.request.body.isEmpty ? nil : try Expectation.readList(asked.request.body)
        } catch {
            throw Refusal(error)
        }
        let (failures, count, unfinished) = try withWorld(target.world, creating: false, at: asked.now) {
            (world) throws(Refusal) -> ([ExpectationFailure], Int, String?) in
            let expectations = given ?? world.scenario.expectations
            let unfinished = given == nil ? world.unfinishedDrill : nil
            return (world.expectationJudge.failures(of: expectations), expectations.count, unfinished)
        }
        let missed = count > 0 && isUntouched(target.world) ? untouched(target.world) : nil
        let outcome = Outcome(
            failures.map(\.outcome) + (unfinished == nil ? [] : [.inconclusive]) + (missed == nil ? [] : [.fail]))
        guard outcome != .pass else { return Response(json: ["ok": true, "result": .string(outcome.rawValue)]) }
        var sentences = [missed, unfinished].compactMap(\.self)
        if !failures.isEmpty { sentences.append(ExpectationFailure.message(failures, of: count)) }
        var refusal = Refusal(.verifyFailed, sentences.joined(separator: "\n"))
        refusal.extra.append("result", .string(outcome.rawValue))
        refusal.extra.append("failures", .array(failures.map(\.json)))
        return refusal.response
    }

    /// Whether no request has ever reached that world. True also if there is no such world.
    private func isUntouched(_ world: String) -> Bool {
        worlds.index(of: world).map { worlds[$0].journal.isUntouched } ?? true
    }

    /// The sentence about a world that no request has reached. Its name is probably mistyped.
    private func untouched(_ world: String) -> String {
        let others = worlds.sortedNames.filter { !isUntouched($0) }
        return "no request has ever reached the world '\(world)'\(Spelling.question(world, among: others))"
    }

    // MARK: Wait

    private mutating func wait(_ asked: ControlRequest, _ target: RequestTarget) throws(Refusal) -> Reply {
        let filter = try CallFilter(query: asked.query)
        let timeout = asked.span("timeout") ?? Engine.defaultTimeout
        let tally = try withWorld(target.world, creating: false, at: asked.now) {
            (world) throws(Refusal) -> Tally in world.journal.tally
        }
        guard !filter.isReached(in: tally) else {
            return Reply(withCommonHeaders(Engine.arrived(filter, tally), asked.request))
        }
        let ticket = watchers.wait(target.world, for: filter, timeout: timeout, asked.request)
        return .held(ticket, timeoutMilliseconds: timeout.milliseconds)
    }

    private static let defaultTimeout = Span.seconds(5)

    private static func arrived(_ filter: CallFilter, _ tally: Tally) -> Response {
        Response(json: ["ok": true, "calls": .integer(tally.count(where: filter.admits))])
    }

    /// Answers every wait that this exchange, or the end of its answer, satisfies.
    mutating func notifyWatchers(of exchange: Exchange, in world: World, isNew: Bool) {
        for entry in watchers.notice(exchange, in: world, isNew: isNew) {
            let response = withCommonHeaders(Engine.arrived(entry.filter, world.journal.tally), entry.request)
            watchers.answer(entry.ticket, response)
        }
    }

    /// Returns the answer for a wait that has timed out; nil if the ticket is no longer known.
    mutating func timeOut(_ ticket: Ticket) -> Response? {
        guard let (name, entry) = watchers.remove(ticket) else { return nil }
        let journal = worlds.index(of: name).map { worlds[$0].journal } ?? Journal(capacity: 1)
        let came = journal.tally.count(where: entry.filter.admits)
        let wanted = entry.filter.calls.count.lowerBound
        let nearest = entry.filter.nearest(in: journal)
        var lines = [
            "waited \(entry.timeout.description) for \(entry.filter.description), \(ExpectationJudge.times(wanted)), but it came "
                + ExpectationJudge.times(came)
        ]
        lines += ExpectationFailure.nearestLines(nearest)
        if isUntouched(name) { lines.append(untouched(name)) }
        var refusal = Refusal(.waitTimedOut, lines.joined(separator: "\n"))
        let failure = ExpectationFailure(
            index: 0, expected: "\(entry.filter.description) \(ExpectationJudge.times(wanted))",
            actual: ExpectationJudge.times(came), nearest: nearest)
        refusal.extra.append("failures", .array([failure.json]))
        return withCommonHeaders(refusal.response, entry.request)
    }

    /// Answers everybody who waits for a world that has been dropped.
    mutating func dismissWatchers(of name: String) {
        for entry in watchers.removeAll(of: name) {
            let refusal = Refusal.notFound("The world '\(name)' was dropped while you waited for it")
            watchers.answer(entry.ticket, withCommonHeaders(refusal.response, entry.request))
        }
    }

    // MARK: Stream

    /// Streams from now on, or from after the exchange that `Last-Event-ID` or `since` names.
    private mutating func stream(_ asked: ControlRequest, _ target: RequestTarget) throws(Refusal) -> Reply {
        var query = asked.query
        let resumed = asked.request.header("last-event-id").flatMap(JournalPosition.init)
        // A browser that reconnects repeats its original URL; only the header field says how far it has read.
        let since = resumed ?? query["since"]?.integer.map { JournalPosition(number: $0) }
        query["since"] = nil
        let isLong = try withWorld(target.world, creating: false, at: asked.now) { (world) throws(Refusal) in
            try world.checkFault(query)
            return since.map { world.journal.count(after: $0) > Engine.many } ?? false
        }
        guard postponesLongCalls, isLong else {
            let response = try streamOpening(asked, target, since: since, query)
            return .stream(watchers.stream(target.world, query), opening: response)
        }
        let ticket = watchers.stream(target.world, query, isQueued: true)
        let copy = self
        longCalls.append(
            LongCall(ticket: ticket) { [query] in
                var copy = copy
                let response = try? copy.streamOpening(asked, target, since: since, query)
                return response.map { LongCall.Outcome(response: $0, opensStream: true) }
            })
        unnumberedReplies += 1  // the copy's
        return .held(ticket, timeoutMilliseconds: Engine.patienceMilliseconds)
    }

    /// The start of a stream's answer: everything its reader has missed.
    private mutating func streamOpening(
        _ asked: ControlRequest, _ target: RequestTarget, since: JournalPosition?, _ query: JSONObject
    ) throws(Refusal) -> Response {
        let backlog = try withWorld(target.world, creating: false, at: asked.now) { (world) throws(Refusal) in
            since.map { world.journal.events(since: $0, JournalFilter(query), in: Watchers.Form(query)) } ?? []
        }
        let opening = Response(
            status: 200,
            headers: [
                HeaderField("Content-Type", "text/event-stream"), HeaderField("Cache-Control", "no-cache"),
                // nginx, and proxies that know its header, hold an answer back until a buffer is full.
                HeaderField("X-Accel-Buffering", "no"),
            ],
            body: Array(": exchanges of \(target.world)\n\n".utf8) + backlog)
        return withCommonHeaders(opening, asked.request)
    }
}

extension Journal {
    /// The events of a stream that resumes at a position, with each mark in its place between the exchanges.
    fileprivate func events(since position: JournalPosition, _ filter: JournalFilter, in form: Watchers.Form) -> [UInt8]
    {
        let (gap, after) = resume(from: position)
        var events = gap.map { Watchers.event($0, at: JournalPosition(number: after, era: era)) } ?? []
        var marks = marks(after: after)[...]
        for exchange in entries(after: after) where filter.admits(exchange) {
            while let mark = marks.first, mark.after < exchange.number {
                events += Watchers.event(marks.removeFirst())
            }
            events += Watchers.event(exchange, at: JournalPosition(number: exchange.number, era: era), in: form)
        }
        return marks.reduce(into: events) { $0 += Watchers.event($1) }
    }

    /// The number of exchanges that such a stream reads.
    fileprivate func count(after position: JournalPosition) -> Int { total - resume(from: position).after }
}

extension CallFilter {
    /// The clause that a `wait` asks for.
    fileprivate init(query: JSONObject) throws(Refusal) {
        let word = query["calls"]?.string ?? ""
        guard let selector = OperationSelector(word) else {
            throw .invalid(
                "calls",
                "must be an operation, a group or '*', not '\(word)'"
                    + Spelling.question(word, among: OperationSelector.words))
        }
        let times = query["times"]?.integer ?? 1
        self.init(
            Expectation.Calls(
                selector: selector, conditions: [], status: query["status"]?.integer,
                error: query["error"]?.string.flatMap(ErrorCode.init(rawValue:)), count: times...Int.max))
    }
}
