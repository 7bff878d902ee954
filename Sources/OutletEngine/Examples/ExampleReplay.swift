import OutletContract
import OutletDomain
package import OutletScenarios
import OutletWire

/// Replays a scenario's example in process, under a virtual clock, so that scenario files stay correct.
package struct ExampleReplay {
    /// A step that did not go as the file says.
    package struct Failure: Hashable, Sendable {
        package var location: SourceLocation
        /// One sentence: which step, and what was different.
        package var message: String
        package var expected: String
        package var actual: String
    }

    private let scenario: Scenario
    private var engine: Engine
    private var wall = Limits.virtualStart
    private var failures: [Failure] = []
    /// The checkout that was started last.
    private var checkoutId: String?
    /// The callers in the order of their first calls, each with its connection. A connection is kept alive until an
    /// answer ends it.
    private var callers: [(user: EmailAddress?, connection: Int)] = []
    private var connections = 0

    /// All steps that did not go as the file says. A step after a failed one is still tried.
    package static func failures(of scenario: Scenario) -> [Failure] {
        var replay = ExampleReplay(scenario)
        for step in scenario.example { replay.take(step) }
        if scenario.isDrill, !scenario.example.isEmpty { replay.judge() }
        return replay.failures
    }

    /// The errors that the example's client meets.
    static func coverage(of scenario: Scenario) -> Coverage {
        var replay = ExampleReplay(scenario)
        for step in scenario.example { replay.take(step) }
        let met = try? replay.engine.withWorld(RequestTarget.defaultWorld, creating: false, at: replay.now) {
            (world) throws(Refusal) -> Coverage in Coverage(world.journal.lifetime)
        }
        return met ?? Coverage()
    }

    private init(_ scenario: Scenario) {
        self.scenario = scenario
        var configuration = EngineConfiguration()
        configuration.clock = scenario.clock.start.map(EngineConfiguration.ClockChoice.instant) ?? .virtual
        engine = Engine(configuration, library: ScenarioLibrary([scenario], defaultName: scenario.name))
    }

    private var now: HostTime { HostTime(wall: wall, monotonicNanoseconds: 0) }

    private mutating func take(_ step: ExampleStep) {
        switch step.action {
        case .advance(let span):
            control(.post, "/__admin/clock/advance", ["by": .string("\(span.milliseconds)ms")], step.location)
        case .movePhase(let phase): control(.put, "/__admin/phase", ["phase": .string(phase)], step.location)
        case .turn(let dials): control(.patch, "/__admin/given", dials, step.location)
        case .happen(let event): control(.post, "/__admin/events", event, step.location)
        case .settleCheckout(let outcome): settle(outcome, step.location)
        case .send(let call): send(call, step.location)
        }
    }

    /// Checks the drill's expectations. The example is a client that comes through the drill, so all must pass; one
    /// that is inconclusive because the example is too short is a failure too.
    private mutating func judge() {
        let drill = try? engine.withWorld(RequestTarget.defaultWorld, creating: false, at: now) {
            (world) throws(Refusal) -> Drill in world.drill
        }
        guard let drill else { return }
        let last = scenario.example[scenario.example.count - 1].location
        for (expectation, result) in zip(scenario.expectations, drill.results) where result.outcome != .pass {
            let verb = result.outcome == .fail ? "fails" : "leaves inconclusive"
            failures.append(
                Failure(
                    location: expectation.location, message: "the example \(verb) what the drill expects",
                    expected: result.expectation, actual: result.actual ?? ""))
        }
        if let unfinished = drill.unfinished {
            failures.append(
                Failure(
                    location: last, message: "the example ends too soon",
                    expected: "every step of the timeline to be done",
                    actual: unfinished))
        }
    }

    // MARK: Calls of the API

    private mutating func send(_ call: ExampleStep.Call, _ location: SourceLocation) {
        var headers = [HeaderField("Host", "localhost")] + call.headers
        if let user = call.user {
            guard let sid = sid(of: user) else {
                failures.append(
                    Failure(
                        location: location, message: "nobody can call as \(user.text)", expected: "a user of `given`",
                        actual: "no account has that address"))
                return
            }
            headers.append(HeaderField("Cookie", "sid=\(sid)"))
        }
        var body: [UInt8] = []
        if let json = call.body {
            headers.append(HeaderField("Content-Type", "application/json"))
            body = json.bytes
        }
        var request = Request(method: call.method, target: call.target, headers: headers, body: body)
        let caller = callerIndex(of: call.user)
        request.connection = callers[caller].connection
        let reply = engine.reply(to: request, at: now)
        if reply.delivery.ending != .complete { callers[caller].connection = newConnection() }
        // Nobody waits here: an answer that takes time is handed over, and one that hangs is cut.
        if let deliveryID = reply.deliveryID, reply.delivery.takesTime {
            engine.settle(deliveryID, reply.delivery.ending.isSilent ? .cut : .handedOver, at: now)
        }
        if let id = (try? JSON.parse(reply.response.body))?["sessionId"]?.string { checkoutId = id }
        if let answers = call.answers {
            compare(reply, with: answers, of: "\(call.method.name) \(call.target)")
        }
    }

    /// The calls of each user share a connection, and so do those without a user. Connections are numbered from 1.
    private mutating func callerIndex(of user: EmailAddress?) -> Int {
        if let index = callers.firstIndex(where: { $0.user == user }) { return index }
        callers.append((user, newConnection()))
        return callers.count - 1
    }

    private mutating func newConnection() -> Int {
        connections += 1
        return connections
    }

    /// The session of a user: the one that the file names, or a new one.
    private mutating func sid(of user: EmailAddress) -> String? {
        let listed = scenario.given.users?.first { $0.email == user }
        if let sid = listed?.sid { return sid }
        return try? engine.withWorld(RequestTarget.defaultWorld, creating: true, at: now) {
            (world) throws(Refusal) -> String? in world.domain.user(user).map { world.domain.openSession(for: $0) }
        }
    }

    private mutating func compare(_ reply: Reply, with answer: ExampleStep.Answer, of call: String) {
        let differences = ExampleReplay.differences(reply, answer)
        guard !differences.isEmpty else { return }
        failures.append(
            Failure(
                location: answer.location, message: "\(call) got a different answer",
                expected: differences.map(\.expected).joined(separator: ", "),
                actual: differences.map(\.actual).joined(separator: ", ")))
    }

    private typealias Difference = (expected: String, actual: String)

    private static func differences(_ reply: Reply, _ answer: ExampleStep.Answer) -> [Difference] {
        let ending = reply.delivery.ending
        if answer.connection != ending.word, answer.connection != nil || !ending.sendsAll {
            let words = { (word: String?) in word.map { "connection \($0)" } ?? "a whole answer" }
            return [(words(answer.connection), words(ending.word))]
        }
        var found: [Difference] = []
        let response = reply.response
        let body = try? JSON.parse(response.body)
        if let status = answer.status, status != response.status {
            found.append(("status \(status)", "status \(response.status)"))
        }
        if let code = answer.error, body?["error"]?.string != code.wireName {
            found.append(("error \(code.wireName)", body?["error"]?.string.map { "error \($0)" } ?? "no error"))
        }
        for field in answer.headers where response.header(field.name) != field.value {
            let actual = response.header(field.name).map { "\(field.name): \($0)" } ?? "no \(field.name)"
            found.append(("\(field.name): \(field.value)", actual))
        }
        if let wanted = answer.body, let difference = wanted.firstDifference(from: body ?? .null, at: "body") {
            found.append(difference)
        }
        return found
    }

    // MARK: The outside world

    private mutating func settle(_ outcome: ExampleStep.CheckoutOutcome, _ location: SourceLocation) {
        guard let id = checkoutId else {
            failures.append(
                Failure(
                    location: location, message: "there is no checkout to \(outcome.rawValue)",
                    expected: "an open checkout", actual: "none was started, or the card on file was charged at once"))
            return
        }
        let word =
            switch outcome {
            case .pay: "paid"
            case .decline: "declined"
            case .cancel: "cancelled"
            }
        control(.post, "/__admin/checkout/\(id)", ["outcome": .string(word)], location)
    }

    private mutating func control(_ method: Method, _ target: String, _ body: JSON, _ location: SourceLocation) {
        let request = Request(
            method: method, target: target, headers: [HeaderField("Host", "localhost")], body: body.bytes)
        let reply = engine.reply(to: request, at: now)
        guard reply.response.status != 200 else { return }
        failures.append(
            Failure(
                location: location, message: "\(method.name) \(target) was refused", expected: "status 200",
                actual: String(decoding: reply.response.body, as: UTF8.self)))
    }
}

extension JSON {
    /// The first place where `actual` lacks what is in this value. Objects may have further members; everything else
    /// must be equal. Nil if there is none.
    func firstDifference(from actual: JSON, at path: String) -> (expected: String, actual: String)? {
        guard case .object(let wanted) = self, let present = actual.object else {
            let isSame = self == actual || (double != nil && double == actual.double)
            return isSame ? nil : ("\(path) \(text)", "\(path) \(actual.text)")
        }
        for (key, value) in wanted.members {
            let location = "\(path).\(key)"
            guard let found = present[key] else { return ("\(location) \(value.text)", "no \(location)") }
            if let difference = value.firstDifference(from: found, at: location) { return difference }
        }
        return nil
    }
}
