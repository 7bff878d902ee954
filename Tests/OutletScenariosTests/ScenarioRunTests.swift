import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("The fault search")
struct ScenarioRunTests {
    /// On which of `calls` equal calls the first fault answers.
    private func firing(_ fault: String, calls: Int = 12, seed: Int = 1) throws -> [Int] {
        var run = try makeRun("{ id: 'f', on: 'me', error: 'internal_error', \(fault) }", seed: seed)
        return (1...calls).filter { _ in run.decide(FaultCall(.me), sinceStart: .zero).answeredBy == "f" }
    }

    @Test(
        "fires on the matches that its counters name",
        arguments: [
            ("", Array(1...12)), ("times: 2", [1, 2]), ("nth: 4", [4]), ("nth: [4, 1]", [1, 4]),
            ("after: 5, times: 2", [6, 7]), ("after: 10", [11, 12]), ("every: 3", [3, 6, 9, 12]),
            ("after: 2, every: 3", [5, 8, 11]), ("after: 2, every: 3, times: 2", [5, 8]),
            ("nth: [2, 4, 6], every: 2, times: 2", [2, 4]), ("chance: 1", Array(1...12)),
        ] as [(String, [Int])])
    func counters(fault: String, expected: [Int]) throws {
        #expect(try firing(fault) == expected)
    }

    @Test("two faults with `times` in a row make a sequence")
    func sequence() throws {
        var run = try makeRun(
            "{ id: 'a', on: 'me', error: 'internal_error', times: 2 }",
            "{ id: 'b', on: 'me', error: 'maintenance', times: 1 }")
        let answers = (1...5).map { _ in run.decide(FaultCall(.me), sinceStart: .zero).answeredBy }
        #expect(answers == ["a", "a", "b", nil, nil])
    }

    @Test("n counts matches that an earlier fault took")
    func takenMatches() throws {
        var run = try makeRun(
            "{ id: 'a', on: 'me', error: 'internal_error', times: 2 }",
            "{ id: 'b', on: 'me', error: 'maintenance', nth: 3 }",
            "{ id: 'c', on: 'me', error: 'rate_limited', nth: [1, 4] }")
        let answers = (1...5).map { _ in run.decide(FaultCall(.me), sinceStart: .zero).answeredBy }
        #expect(answers == ["a", "a", "b", "c", nil])
        #expect(run.counters.map(\.matched) == [5, 5, 5])
        #expect(run.counters.map(\.fired) == [2, 1, 1])
    }

    @Test("delays add up, the last drip wins, and the search goes on to an answer")
    func slowing() throws {
        var run = try makeRun(
            "{ id: 'a', on: 'me', delay: '100ms', drip: { bytesPerSecond: 10 } }",
            "{ id: 'b', on: 'me', drip: { bytesPerSecond: 20 }, delay: '1s' }",
            "{ id: 'c', on: 'me', error: 'internal_error', delay: '10ms', times: 5 }",
            "{ id: 'd', on: 'me', delay: '1h', nth: 99 }")
        let decision = run.decide(FaultCall(.me), sinceStart: .zero)
        #expect(decision.delay == .milliseconds(1110))
        #expect(decision.dripBytesPerSecond == 20)
        #expect(decision.answer == FaultAnswer(.error(.init(.internalError))))
        #expect(decision.fired == ["a", "b", "c"])
        #expect(decision.matches.map(\.faultID) == ["a", "b", "c", "d"])
    }

    @Test("a slow fault below the one that answers does not fire")
    func belowAnswer() throws {
        var run = try makeRun(
            "{ id: 'a', on: 'me', error: 'internal_error', times: 1 }", "{ id: 'b', on: 'me', delay: '1s', times: 1 }")
        func delay() -> Span { run.decide(FaultCall(.me), sinceStart: .zero).delay }
        #expect(delay() == .zero)
        #expect(delay() == .seconds(1))
    }

    @Test("matches only its operations, groups and those that can send the error")
    func operations() throws {
        var run = try makeRun("{ id: 'a', on: 'rentals', error: 'provider_pool_empty' }")
        let answered = Operation.allCases.filter { operation in
            run.decide(FaultCall(operation), sinceStart: .zero).answeredBy == "a"
        }
        #expect(answered == [.previewRental, .createRental])
        var forced = try makeRun("{ id: 'a', on: 'me', error: 'provider_pool_empty', force: true }")
        let decision = forced.decide(FaultCall(.me), sinceStart: .zero)
        #expect(decision.answeredBy == "a")
    }

    @Test(
        "opens at `from` and closes before `until`",
        arguments: [(119_999, false), (120_000, true), (179_999, true), (180_000, false)])
    func window(milliseconds: Int, isOpen: Bool) throws {
        var run = try makeRun("{ id: 'a', on: 'me', from: '2m', until: '3m', error: 'internal_error' }")
        let decision = run.decide(FaultCall(.me), sinceStart: .milliseconds(milliseconds))
        #expect((decision.answeredBy == "a") == isOpen)
        #expect(run.counters[0].matched == (isOpen ? 1 : 0))
    }

    @Test("a `goto` takes effect after the exchange, and the last one wins")
    func phases() throws {
        var run = try makeRun(
            "{ id: 'break', on: 'createRental', phase: 'start', goto: 'broken' }",
            "{ id: 'broken', on: 'createRental', phase: 'broken', error: 'provider_error', times: 2 }",
            "{ id: 'mend', on: 'me', phase: ['broken', 'start'], goto: 'start' }",
            "{ id: 'again', on: 'me', phase: 'broken', goto: 'broken', times: 1 }")
        func call(_ operation: Operation) -> String? {
            run.decide(FaultCall(operation), sinceStart: .zero).answeredBy
        }
        #expect(call(.createRental) == nil)
        #expect(run.phase == "broken")
        #expect(call(.createRental) == "broken")
        #expect(call(.me) == nil)
        #expect(run.phase == "broken")
        #expect(call(.me) == nil)
        #expect(run.phase == "start")
        #expect(call(.createRental) == nil)
    }

    @Test("asks only for the facts that some fault on the operation looks at")
    func needs() throws {
        let run = try makeRun(
            "{ id: 'a', on: 'createRental', when: { 'body.familyId': 'b200' }, error: 'provider_error' }",
            "{ id: 'b', on: ['me', 'createRental'], when: { user: '*' }, error: 'internal_error' }",
            "{ id: 'c', on: 'listRentals', when: { 'query.status': 'running', 'header.x': '1' }, delay: '1s' }",
            "{ id: 'd', on: 'getRental', when: { 'path.id': 'rent_*' }, delay: '1s' }")
        #expect(run.needs(for: .createRental) == [.body, .user])
        #expect(run.needs(for: .me) == .user)
        #expect(run.needs(for: .listRentals) == [.query, .headers])
        #expect(run.needs(for: .getRental) == [])
        #expect(run.needs(for: .facets) == [])
    }

    @Test("looks at none of 300 faults that are on other operations")
    func indexed() throws {
        let others = (0..<300).map { "{ id: 'f\($0)', on: 'createRental', error: 'provider_error', nth: \($0 + 1) }" }
        var run = try makeRun(others + ["{ id: 'mine', on: 'me', error: 'internal_error' }"])
        let decision = run.decide(FaultCall(.me), sinceStart: .zero)
        #expect(decision.matches.map(\.faultID) == ["mine"])
        #expect(run.counters.filter { $0.matched > 0 }.count == 1)
    }

    @Test("a fault from the request's header goes first, and the others still count")
    func header() throws {
        var run = try makeRun("{ id: 'a', on: 'me', error: 'internal_error', times: 1, delay: '1s' }")
        let header = try Fault.readHeader("rate_limited; retryAfter=7; delay=2s", for: .me)
        let decision = run.decide(FaultCall(.me), header: header, sinceStart: .zero)
        #expect(decision.answeredBy == "header")
        #expect(decision.delay == .seconds(2))
        #expect(run.counters[0] == FaultCounters(matched: 1, fired: 0))
    }

    @Test("faults come, rest and go while it runs")
    func changes() throws {
        var run = try makeRun("{ id: 'a', on: 'me', error: 'internal_error' }")
        let posted = try Fault.read(Array("{ on: 'me', error: 'maintenance' }".utf8), takenIDs: ["a"])
        run.addFirst(posted)
        func answer() -> String? { run.decide(FaultCall(.me), sinceStart: .zero).answeredBy }
        #expect(answer() == "me:maintenance")
        let wasSwitchedOff = run.setEnabled(false, faultID: "me:maintenance")
        #expect(wasSwitchedOff)
        #expect(answer() == "a")
        #expect(run.counters.map(\.matched) == [1, 2])
        let wasSwitchedOn = run.setEnabled(true, faultID: "me:maintenance")
        let wasRemoved = run.remove(faultID: "me:maintenance")
        let wasRemovedAgain = run.remove(faultID: "me:maintenance")
        let wasFound = run.setEnabled(true, faultID: "nobody")
        #expect(wasSwitchedOn && wasRemoved && !wasRemovedAgain && !wasFound)
        #expect(answer() == "a")
        #expect(run.faults.map(\.id) == ["a"])
    }

    @Test("a run written down and read back goes on as if nothing had happened")
    func state() throws {
        let faults = [
            "{ id: 'a', on: 'me', error: 'internal_error', chance: 0.4 }",
            "{ id: 'b', on: '*', delay: '1ms..9s' }",
            "{ on: 'me', phase: 'late', error: 'maintenance', every: 2, when: { user: 'Dev@example.com' } }",
            "{ on: 'facets', goto: 'late' }",
        ]
        var run = try makeRun(faults, seed: 9)
        _ = run.decide(FaultCall(.facets), sinceStart: .zero)
        for _ in 0..<5 { _ = run.decide(FaultCall(.me, user: "dev@example.com"), sinceStart: .zero) }
        _ = run.setEnabled(false, faultID: "facets:goto")
        var copy = try ScenarioRun(state: try JSON.parse(run.state.bytes), seed: 9)
        #expect(copy.state.text == run.state.text)
        for _ in 0..<50 {
            let call = FaultCall(.me, user: "dev@example.com")
            let decisions = (copy.decide(call, sinceStart: .zero), run.decide(call, sinceStart: .zero))
            #expect(decisions.0 == decisions.1)
        }
        #expect(copy.state == run.state)
    }

    @Test("a state that is none is refused")
    func badState() throws {
        let twice: JSON = ["id": "a", "on": "me", "error": "internal_error"]
        let state: JSON = ["phase": "start", "faults": [["fault": twice], ["fault": twice], ["matched": -1]]]
        let list = try #require(throws: ProblemList.self) { _ = try ScenarioRun(state: state, seed: 1) }
        #expect(list.problems.map(\.kind) == [.duplicateID, .missingKey, .outOfRange])
    }
}

/// A run of a scenario with these faults.
func makeRun(_ faults: String..., seed: Int = 1) throws -> ScenarioRun { try makeRun(faults, seed: seed) }

func makeRun(_ faults: [String], seed: Int = 1) throws -> ScenarioRun {
    ScenarioRun(try read("{ faults: [\(faults.joined(separator: ",\n"))] }"), seed: seed)
}
