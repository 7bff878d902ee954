package import OutletScenarios

/// A verdict on the clients of a world: whether they behaved as they should, a sentence that says so, and the requests
/// that show it. For all clients together, and for each.
package struct Verdict: Hashable, Sendable {
    package enum Result: String, Hashable, Sendable {
        case pass
        case fail
        /// Nothing happened that could show it.
        case notExercised = "not-exercised"
    }

    /// One request of one world.
    package struct Evidence: Hashable, Sendable {
        package var world: String
        package var request: Int
        /// The request, its answer and the pause before it, in words; nil if no longer known.
        package var line: String?
    }

    /// The same verdict on one client that exercised it.
    package struct OfClient: Hashable, Sendable {
        package var world: String
        /// The client's session or program, for people.
        package var client: String
        package var result: Result
        package var message: String
        /// The number of wrong requests.
        package var violations: Int
        package var evidence: [Evidence]
    }

    package var name: VerdictName
    package var result: Result
    package var message: String
    /// The number of wrong requests.
    package var violations: Int
    package var evidence: [Evidence]
    /// Failed clients come first.
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
    /// Nil if the client has not exercised the verdict.
    init?(_ client: String, _ name: VerdictName, _ findings: Findings, world: String) {
        guard findings.result != .notExercised else { return nil }
        self.init(
            world: world, client: client, result: findings.result, message: findings.message(name),
            violations: findings.failures, evidence: findings.evidence(world))
    }
}
