import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("Counting apart")
struct FaultSubjectTests {
    private static let perUser = "{ id: 'f', on: '*', per: 'user', nth: 1, error: 'internal_error' }"

    private func answer(_ run: inout ScenarioRun, user: String?) -> String? {
        run.decide(FaultCall(.me, user: user), sinceStart: .zero).answeredBy
    }

    @Test("each user's first call fails, and no other")
    func perUser() throws {
        var run = try makeRun(Self.perUser)
        let users = ["ada", "bob", "ada", "eve", "bob", "eve"]
        #expect(users.map { answer(&run, user: $0) } == ["f", "f", nil, "f", nil, nil])
        #expect(run.counters[0].matched == 6)
        #expect(run.counters[0].fired == 3)
    }

    @Test("a call without the subject does not match")
    func nobody() throws {
        var run = try makeRun(Self.perUser)
        #expect(answer(&run, user: nil) == nil)
        #expect(run.counters[0].matched == 0)
        let trace = run.trace(of: FaultCall(.me), sinceStart: .zero, phase: "start", matches: [], answeredBy: nil)
        #expect(trace.map(\.sentence) == ["counts by user, and this call has none"])
    }

    @Test(
        "every subject is counted by its own value",
        arguments: [
            ("user", ["a", "b"]), ("session", ["s1", "s2"]), ("connection", ["1", "2"]), ("path.id", ["r1", "r2"]),
            ("body.familyId", ["b200", "h100-80gb"]), ("query.page", ["1", "2"]), ("header.x-shard", ["x", "y"]),
        ])
    func subjects(key: String, values: [String]) throws {
        var run = try makeRun("{ id: 'f', on: 'getRental', per: '\(key)', times: 1, error: 'internal_error' }")
        let answers = (values + values).map { (value: String) -> String? in
            var call = FaultCall(.getRental)
            switch key.split(separator: ".")[0] {
            case "user": call.user = value
            case "session": call.session = value
            case "connection": call.connection = Int(value)
            case "path":
                guard case .found(_, let path) = Route.match(.get, "/v1/rentals/\(value)") else { return nil }
                call.path = path
            case "body": call.body = .json(["familyId": .string(value)])
            case "query": call.query = [("page", value)]
            default: call.headers = [HeaderField("X-Shard", value)]
            }
            return run.decide(call, sinceStart: .zero).answeredBy
        }
        #expect(answers == ["f", "f", nil, nil])
        #expect(run.counters[0].values?.entries.map(\.value) == values)
    }

    @Test("a share of the users fails, always the same ones, and about as many as asked")
    func share() throws {
        let fault = "{ id: 'some', on: 'me', per: 'user', share: 0.1, error: 'internal_error' }"
        var run = try makeRun(fault)
        let users = (1...2000).map { "user\($0)@example.com" }
        let failing = users.filter { answer(&run, user: $0) != nil }
        #expect((150...250).contains(failing.count))
        var twin = try makeRun("{ id: 'other', on: 'facets', error: 'internal_error' }", fault)
        #expect(users.reversed().filter { answer(&twin, user: $0) != nil } == failing.reversed())
        var other = try makeRun(fault, seed: 2)
        #expect(users.filter { answer(&other, user: $0) != nil } != failing)
        #expect(run.counters[0].values?.count == failing.count, "those outside the share take no room")
    }

    @Test("a chance is drawn for each value apart")
    func chance() throws {
        var run = try makeRun("{ id: 'f', on: 'me', per: 'user', chance: 0.5, error: 'internal_error' }")
        func firing(_ user: String) -> [Bool] { (1...64).map { _ in answer(&run, user: user) != nil } }
        let (ada, bob) = (firing("ada"), firing("bob"))
        #expect(ada != bob)
        var twin = try makeRun("{ id: 'f', on: 'me', per: 'user', chance: 0.5, error: 'internal_error' }")
        var interleaved: [[Bool]] = [[], []]
        for _ in 1...64 {
            interleaved[1].append(answer(&twin, user: "bob") != nil)
            interleaved[0].append(answer(&twin, user: "ada") != nil)
        }
        #expect(interleaved == [ada, bob])
    }

    @Test("never more than so many in a row")
    func inARow() throws {
        var run = try makeRun("{ id: 'f', on: 'me', chance: 0.9, inARow: 3, error: 'internal_error' }")
        let fired = (1...1000).map { _ in answer(&run, user: nil) != nil }
        let longest = fired.split(separator: false).map(\.count).max()
        #expect(longest == 3)
        #expect(fired.filter { $0 }.count > 600)
    }

    @Test("the value that came first is forgotten beyond ten thousand, and said to be")
    func bound() throws {
        var run = try makeRun(Self.perUser)
        for user in 1...10_001 { #expect(answer(&run, user: "u\(user)") == "f") }
        #expect(run.counters[0].values?.count == 10_000)
        #expect(run.counters[0].values?.forgotten == 1)
        #expect(answer(&run, user: "u2") == nil)
        #expect(answer(&run, user: "u1") == "f")
        #expect(run.counters[0].values?.entries.first?.value == "u3")
        let summary = run.faultList(sinceStart: .zero).array?.first?.object
        #expect(summary?["values"] == 10_000)
        #expect(summary?["forgotten"] == 2)
    }

    @Test("a run that is written down and read back goes on where it was")
    func state() throws {
        let faults = [
            Self.perUser, "{ id: 'row', on: 'me', chance: 0.8, inARow: 2, error: 'maintenance' }",
            "{ id: 'half', on: 'me', per: 'user', share: 0.5, every: 2, delay: '1s' }",
        ]
        var run = try makeRun(faults)
        for step in 1...37 { _ = answer(&run, user: "u\(step % 5)") }
        var copy = try ScenarioRun(state: run.state, seed: 1)
        #expect(copy.state == run.state)
        for step in 1...50 {
            let user = "u\(step % 7)"
            #expect(answer(&copy, user: user) == answer(&run, user: user))
        }
        #expect(copy.state == run.state)
    }

    @Test(
        "facts of the world are compared",
        arguments: [
            ("'world.balanceCents': '<500'", 499, true), ("'world.balanceCents': '<500'", 500, false),
            ("'world.balanceCents': '<=500'", 500, true), ("'world.balanceCents': '>3'", 3, false),
            ("'world.balanceCents': '>=3'", 3, true), ("'world.balanceCents': '3..5'", 5, true),
            ("'world.balanceCents': '3..5'", 6, false), ("'world.balanceCents': [1, '3..5']", 1, true),
        ])
    func facts(when: String, cents: Int, fires: Bool) throws {
        var run = try makeRun("{ id: 'f', on: 'me', when: { \(when) }, error: 'internal_error' }")
        #expect(run.needs(for: .me) == .facts)
        var call = FaultCall(.me)
        call.facts = FaultFacts([.world(.balanceCents): .integer(cents)])
        #expect((run.decide(call, sinceStart: .zero).answeredBy != nil) == fires)
    }
}

@Suite("Ranges of numbers")
struct NumberRangeTests {
    @Test(
        "hold what they say",
        arguments: [
            ("<1", "0.5", true), ("<1", "1.0", false), ("<=1", "1.0", true), (">-1", "0", true), (">-1", "-1", false),
            ("1e3..2e3", "1500", true), ("<9007199254740993", "9007199254740992", true),
            ("<9007199254740993", "9007199254740993", false), ("0..0", "0", true), (">=5", "many", false),
            (">=5", "", false), ("<9", "0x5", false),
        ])
    func contains(range: String, number: String, isInside: Bool) throws {
        #expect(try #require(NumberRange(range)).contains(number) == isInside)
    }

    @Test(
        "other text is none",
        arguments: ["", "<", "<x", "5", "5..", "..5", "6..5", "a..b", "< 5", "<+5", "<0x1", "<nan"])
    func none(text: String) {
        #expect(NumberRange(text) == nil)
    }
}
