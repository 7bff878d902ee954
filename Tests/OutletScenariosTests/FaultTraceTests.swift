import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("The trace of a fault search")
struct FaultTraceTests {
    private static let faults = [
        "{ id: 'other', on: 'me', error: 'internal_error' }",
        "{ id: 'late', on: 'createRental', from: '2m', until: '3m', error: 'internal_error' }",
        "{ id: 'phased', on: 'createRental', phase: ['a', 'b'], error: 'internal_error' }",
        "{ id: 'picky', on: 'createRental', when: { 'body.familyId': 'b200', 'header.x-test': '1*', user: '*' }, "
            + "error: 'internal_error' }",
        "{ id: 'third', on: 'createRental', nth: 3, error: 'internal_error' }",
        "{ id: 'after', on: 'createRental', after: 5, error: 'internal_error' }",
        "{ id: 'every', on: 'createRental', every: 4, error: 'internal_error' }",
        "{ id: 'flaky', on: 'createRental', chance: 0.000001, error: 'internal_error' }",
        "{ id: 'spent', on: 'createRental', times: 1, error: 'internal_error' }",
        "{ id: 'off', on: 'createRental', error: 'maintenance', times: 9 }",
        "{ id: 'fires', on: 'createRental', error: 'maintenance', chance: 0.999999 }",
        "{ id: 'below', on: 'createRental', delay: '1s' }",
    ]

    @Test("says of every fault above the one that fired why it did not")
    func sentences() throws {
        var run = try makeRun(Self.faults)
        let call = FaultCall(
            .createRental, user: "dev@example.com", body: .json(["familyId": "h100-80gb"]))
        let wasFound = run.setEnabled(false, faultID: "off")
        #expect(wasFound)
        _ = run.decide(call, sinceStart: .seconds(1))
        let decision = run.decide(call, sinceStart: .seconds(2))
        #expect(decision.answeredBy == "fires")
        let counters = run.counters
        let traces = run.trace(
            of: call, sinceStart: .seconds(2), phase: "start", matches: decision.matches,
            answeredBy: decision.answeredBy)
        #expect(run.counters == counters)
        let told = traces.map { "\($0.faultID) \($0.sentence)" }
        #expect(
            told == [
                "other is not on this operation",
                "late is open from 2m until 3m, and this was 2s after the start",
                "phased wants phase a or b, and the world was in phase start",
                "picky body.familyId should be \"b200\", and was \"h100-80gb\"; "
                    + "header.x-test should be \"1*\", and was missing",
                "third was its match 2, and it fires on 3",
                "after was its match 2, and it lets the first 5 pass",
                "every was its match 2, and it fires on one match in 4",
                told[7],
                "spent has fired its 1 time",
                "off is switched off",
                told[10],
            ])
        #expect(told[7].hasPrefix("flaky drew 0.") && told[7].hasSuffix("not below the chance 1e-06"))
        #expect(told[10].hasPrefix("fires fired on its match 2: the draw 0."))
        #expect(traces.map(\.hasFired) == Array(repeating: false, count: 10) + [true])
    }

    @Test("is data with the fields, the draw and the chance")
    func json() throws {
        var run = try makeRun(Self.faults)
        let call = FaultCall(.createRental, body: .json(["familyId": "h100-80gb"]))
        let decision = run.decide(call, sinceStart: .zero)
        let traces = run.trace(
            of: call, sinceStart: .zero, phase: "start", matches: decision.matches,
            answeredBy: decision.answeredBy
        ).map(\.json)
        let picky = try #require(traces.first { $0["fault"] == "picky" })
        #expect(picky["result"] == "passed")
        #expect(
            picky["fields"] == [
                ["field": "body.familyId", "expected": "b200", "actual": "h100-80gb"],
                ["field": "header.x-test", "expected": "1*", "actual": nil],
                ["field": "user", "expected": "*", "actual": nil],
            ])
        let flaky = try #require(traces.first { $0["fault"] == "flaky" })
        #expect(flaky["n"] == 1)
        #expect(flaky["draw"]?.double == FaultCounter.draw(FaultMatch(faultID: "flaky", n: 1, firedBefore: 0), seed: 1))
        #expect(flaky["chance"]?.double == 0.000001)
    }

    @Test("admits that a body that is gone cannot be judged")
    func gone() throws {
        let run = try makeRun("{ id: 'a', on: 'createRental', when: { 'body.name': 'x' }, error: 'internal_error' }")
        let call = FaultCall(.createRental, body: .gone)
        let traces = run.trace(of: call, sinceStart: .zero, phase: "start", matches: [], answeredBy: nil)
        #expect(traces.map(\.sentence) == ["cannot be judged: what body.name looks at is no longer known"])
    }
}
