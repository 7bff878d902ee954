import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("Parts of a scenario that come alone")
struct ScenarioFragmentTests {
    @Test("a posted fault gets an id that nobody has")
    func postedFault() throws {
        let fault = try Fault.read(
            Array("{ on: ['POST /v1/rentals'], error: 'provider_error', goto: 'x' }".utf8),
            takenIDs: ["createRental:provider_error", "createRental:provider_error#2"])
        #expect(fault.id == "createRental:provider_error#3")
        #expect(fault.document["id"] == "createRental:provider_error#3")
    }

    @Test("a posted fault is judged like one in a file")
    func badFault() {
        let problems = problems { () throws(ProblemList) in
            _ = try Fault.read(Array("{ id: 'a', on: 'me', eror: 'internal_error', times: 0 }".utf8), takenIDs: ["a"])
        }
        #expect(
            problems?.sentences
                == "id: there is already a fault `a`; choose another id; "
                + "eror: unknown key \"eror\"; did you mean `error`?; times: a fault with `times: 0` can never fire")
    }

    @Test("a fault read again from its document is the same fault")
    func fixedPoint() throws {
        for fault in try read(ScenarioReadingTests.story).faults {
            #expect(try Fault.read(fault.document.bytes) == fault)
        }
    }

    @Test("the dials are read, and nothing else is a dial")
    func dials() throws {
        let text =
            "{ stock: { b200: 0 }, billing: 'disabled', maintenance: { retryAfter: 5 }, "
            + "limits: { codeEvery: '1s' }, provisioning: { then: 'failed', error: 'no power' } }"
        let given = try Dials.read(Array(text.utf8)).given
        #expect(given.stockGPUs == [.b200: 0])
        #expect(given.isBillingEnabled == false)
        #expect(given.maintenance == .on(retryAfterSeconds: 5))
        #expect(given.limits.codeEvery == .seconds(1))
        #expect(given.provisioning?.end == .failed)
        let problems = problems { () throws(ProblemList) in
            _ = try Dials.read(Array("{ users: [], billing: 'no' }".utf8))
        }
        #expect(problems?.problems.map(\.kind) == [.unknownKey, .unknownWord])
    }

    @Test("a list of expectations is read")
    func expectations() throws {
        let text =
            "[{ calls: 'rentals', atLeast: 2, error: 'provider_error' }, { order: ['me', '*'] }, { met: ['forbidden'] }]"
        let clauses = try Expectation.readList(Array(text.utf8)).map(\.clause)
        #expect(
            clauses == [
                .calls(
                    .init(
                        selector: .group(.rentals), conditions: [], status: nil, error: .providerError,
                        count: 2...Int.max)),
                .order([.operation(.me), .all]), .met([.forbidden]),
            ])
        let problems = problems { () throws(ProblemList) in
            _ = try Expectation.readList(Array("[{ leaks: true }]".utf8))
        }
        #expect(problems?.sentences == "[0].leaks: expected a whole number, found a boolean")
    }

    @Test(
        "how often a call is expected",
        arguments: [
            ("calls: 'me'", 1...Int.max), ("calls: 'me', times: 0", 0...0), ("calls: 'me', times: 4", 4...4),
            ("calls: 'me', atMost: 2", 0...2), ("calls: 'me', atLeast: 2, atMost: 3", 2...3),
        ])
    func counts(clause: String, count: ClosedRange<Int>) throws {
        guard case .calls(let calls) = try Expectation.readList(Array("[{ \(clause) }]".utf8))[0].clause else {
            Issue.record("that is a clause about calls")
            return
        }
        #expect(calls.count == count)
    }

    private func problems(_ body: () throws(ProblemList) -> Void) -> ProblemList? {
        do throws(ProblemList) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
