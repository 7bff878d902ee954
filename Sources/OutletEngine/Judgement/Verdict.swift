package import OutletScenarios

/// A judgement on the clients of a world: whether they did as they should, a sentence that says so, and the requests that
/// show it; together, and client by client.
package struct Verdict: Hashable, Sendable {
    package enum Result: String, Hashable, Sendable {
        case pass
        case fail
        /// Nothing happened that would show it.
        case notExercised = "not-exercised"
    }

    /// One request of one world.
    package struct Evidence: Hashable, Sendable {
        package var world: String
        package var request: Int
        /// What was asked and answered, and after which pause, in words; nil where it is no longer known.
        package var line: String?
    }

    /// The same of one client, where it is exercised.
    package struct OfClient: Hashable, Sendable {
        package var world: String
        /// Its session or its program, for people.
        package var client: String
        package var result: Result
        package var message: String
        /// How many of its requests were wrong.
        package var violations: Int
        package var evidence: [Evidence]
    }

    package var name: VerdictName
    package var result: Result
    package var message: String
    /// How many requests were wrong.
    package var violations: Int
    package var evidence: [Evidence]
    /// Those that did wrong first.
    package var clients: [OfClient] = []

    /// Enough clients for a page.
    private static let keptClients = 50

    mutating func keepFewClients() {
        let wrong = clients.filter { $0.result == .fail }
        clients = Array((wrong + clients.filter { $0.result != .fail }).prefix(Verdict.keptClients))
    }
}

extension Verdict {
    init(_ name: VerdictName, _ findings: Findings, world: String) {
        self.init(
            name: name, result: findings.result, message: findings.message(name), violations: findings.failures,
            evidence: findings.evidence(world))
    }
}

extension Verdict.OfClient {
    /// Nil where the client has not exercised it.
    init?(_ client: String, _ name: VerdictName, _ findings: Findings, world: String) {
        guard findings.result != .notExercised else { return nil }
        self.init(
            world: world, client: client, result: findings.result, message: findings.message(name),
            violations: findings.failures, evidence: findings.evidence(world))
    }
}
