import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

/// A long conversation over all operations, with chances and delays, drawn from a seed.
@Suite("The same scenario and the same requests give the same bytes")
struct DeterminismTests {
    private static let scenario = """
        { "scenario": "noisy", "why": "everything at once", "seed": 7,
          "clock": { "mode": "virtual", "step": "250ms" },
          "given": { "limits": { "requestsPerMinute": 1000000, "requestsPerHour": 1000000 },
                     "users": [ { "email": "dev@example.com", "sid": "dev", "balanceCents": 400000 } ] },
          "faults": [
            { "id": "slow", "on": "*", "chance": 0.2, "delay": "1ms..900ms" },
            { "id": "tail", "on": "catalog", "chance": 0.5, "delay": { "p50": "10ms", "p99": "2s" } },
            { "id": "down", "on": "rentals", "chance": 0.1, "error": "provider_error" },
            { "id": "lost", "on": "createRental", "chance": 0.05, "commit": true, "connection": "reset" },
            { "id": "half", "on": "ledger", "chance": 0.1, "connection": "truncate" },
            { "id": "busy", "on": ["billing", "invoices"], "chance": 0.1, "error": "rate_limited", "retryAfter": 3 } ] }
        """

    /// One request of the conversation; ids that earlier answers gave are used again.
    private static func step(_ ordinal: Int, _ client: inout Client, _ ids: inout [String]) -> [UInt8] {
        var draw = SeededDraw(seed: 99, purpose: "conversation", ordinal: ordinal)
        let operation = Operation.allCases[draw.next(below: Operation.allCases.count)]
        let id = ids.isEmpty ? "none" : ids[draw.next(below: ids.count)]
        var body: JSON?
        if let shape = operation.bodyShape {
            body = draw.next(below: 4) == 0 ? [:] : shape.example
            if operation == .createRental { body = Client.h100 }
        }
        let path = operation.path.replacingOccurrences(of: "{id}", with: id, and: "{provider}", with: "github")
        client.sid = operation == .logout ? nil : "dev"
        if draw.next(below: 50) == 0 { client.advance("7m") }
        let reply = client.send(operation.method, path, body)
        if let made = reply.json["id"]?.string { ids.append(made) }
        var output: [UInt8] = []
        reply.response.write(into: &output, date: "")
        return output + Array("\(reply.delivery)".utf8)
    }

    /// FNV-1a over everything that a client saw.
    private static func hash(_ bytes: [UInt8], into hash: inout UInt64) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    private static func solo(_ count: Int, prefix: String) throws -> UInt64 {
        var client = try Client(scenario: scenario, configuration: EngineConfiguration())
        client.prefix = prefix
        var ids: [String] = []
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for ordinal in 1...count { hash(step(ordinal, &client, &ids), into: &sum) }
        return sum
    }

    @Test("A fresh engine answers the same conversation with the same bytes")
    func repetition() throws {
        #expect(try DeterminismTests.solo(1000, prefix: "/@w") == DeterminismTests.solo(1000, prefix: "/@w"))
        #expect(try DeterminismTests.solo(100, prefix: "/@v") != DeterminismTests.solo(100, prefix: "/@w"))
    }

    @Test("Eight worlds driven at once in random interleaving each equal a solo run")
    func interleaving() throws {
        let count = 150
        // Names of one length, since names stand in headers and the sum is over whole answers.
        let names = (1...8).map { "/@w\($0)" }
        let solos = try names.map { try DeterminismTests.solo(count, prefix: $0) }
        var client = try Client(scenario: DeterminismTests.scenario, configuration: EngineConfiguration())
        var sums = Array(repeating: UInt64(0xCBF2_9CE4_8422_2325), count: names.count)
        var ids = Array(repeating: [String](), count: names.count)
        var done = Array(repeating: 0, count: names.count)
        var draw = SeededDraw(seed: 5, purpose: "interleaving", ordinal: 1)
        while let least = done.min(), least < count {
            let world = draw.next(below: names.count)
            guard done[world] < count else { continue }
            done[world] += 1
            client.prefix = names[world]
            DeterminismTests.hash(DeterminismTests.step(done[world], &client, &ids[world]), into: &sums[world])
        }
        #expect(sums == solos)
    }
}

extension String {
    fileprivate func replacingOccurrences(of a: String, with b: String, and c: String, with d: String) -> String {
        split(separator: "/", omittingEmptySubsequences: false)
            .map { $0 == a ? b : $0 == c ? d : String($0) }.joined(separator: "/")
    }
}
