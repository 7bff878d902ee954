import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("The index of a run's faults")
struct FaultIndexTests {
    private static let families = Family.allCases.map(\.rawValue)
    private static let users = (0..<3).map { "u\($0)@example.com" }

    /// Faults of every kind that the index files in its own way, in a random order.
    private static func faults(seed: Int) throws -> [Fault] {
        var draw = SeededDraw(seed: seed, purpose: "order", ordinal: 1)
        var faults: [String] = []
        func add(_ kind: String, _ count: Int, on: String = "createRental", _ rest: (Int) -> String) {
            faults += (0..<count).map { "{ id: '\(kind)\($0)', on: '\(on)', delay: '1ms', \(rest($0)) }" }
        }
        add("family", 40) { "when: { 'body.familyId': '\(families[$0 % families.count])' }" }
        add("either", 8) { "when: { 'body.familyId': ['\(families[0])', '\(families[$0])'] }" }
        add("user", 9, on: "*") { "when: { user: '\(users[$0 % 3])' }" }
        add("phase", 9, on: "rentals") { "phase: ['p\($0 % 3)', 'start']" }
        add("pattern", 6) { _ in "when: { 'body.familyId': 'rtx*', user: '*' }" }
        add("count", 4) { "when: { 'body.gpuCount': \($0 + 1) }" }
        add("to", 3) { "nth: \($0 * 3 + 2), goto: 'p\($0)'" }
        faults.append(
            "{ id: 'answer', on: 'createRental', when: { user: '\(users[0])' }, error: 'provider_pool_empty' }")
        for last in faults.indices.reversed() { faults.swapAt(last, draw.next(below: last + 1)) }
        let given = users.map { "{ email: '\($0)', sid: '\($0.prefix(2))' }" }.joined(separator: ", ")
        return try read("{ given: { users: [\(given)] }, faults: [\(faults.joined(separator: ",\n"))] }").faults
    }

    @Test("finds what asking every fault finds, in the same order", arguments: 1...20)
    func sameAsAll(seed: Int) throws {
        let faults = try Self.faults(seed: seed)
        var run = ScenarioRun(faults: faults, seed: 1)
        var draw = SeededDraw(seed: seed, purpose: "calls", ordinal: 1)
        for _ in 0..<30 {
            var call = FaultCall(draw.next(below: 4) == 0 ? .listRentals : .createRental)
            if draw.next(below: 4) > 0 { call.user = Self.users[draw.next(below: 3)] }
            if draw.next(below: 5) > 0 {
                let family = Self.families[draw.next(below: Self.families.count)]
                call.body = .json(["familyId": .string(family), "gpuCount": .integer(draw.next(below: 5))])
            }
            let phase = run.phase
            let expected = faults.filter { fault in
                fault.operations.contains(call.operation) && (fault.phases.isEmpty || fault.phases.contains(phase))
                    && fault.conditions.allSatisfy { $0.holds(for: call) == true }
            }
            #expect(run.decide(call, sinceStart: .zero).matches.map(\.faultID) == expected.map(\.id), "seed \(seed)")
        }
    }

    @Test("asks few faults of many: those that the call's own words lead to")
    func few() throws {
        let index = FaultIndex(of: .createRental, in: try Self.faults(seed: 1))
        var call = FaultCall(.createRental)
        call.body = .json(["familyId": .string(Self.families[7])])
        let asked = index.indices(for: call, in: "nowhere").count
        #expect(asked == 5 + 1 + 6 + 4 + 3, "of its family, either, by pattern, by count, and those that move")
    }
}
