import OutletScenarios

/// What one verdict has seen so far: how often the client did well, how often it did not, and the first cases of each.
/// It is bounded, whatever a client does.
struct Findings: Sendable {
    struct Finding: Sendable {
        /// A sentence that names the requests.
        var message: String
        var requests: [Int]
    }

    private(set) var passes = 0
    private(set) var failures = 0
    private var passEvidence: [Int] = []
    private var failureEvidence: [Finding] = []

    /// Enough for a person to go and look, few enough for a page.
    private static let keptFailures = 20
    private static let keptPasses = 5

    /// The requests are listed only where they are kept.
    mutating func pass(_ requests: @autoclosure () -> [Int]) {
        passes += 1
        if passEvidence.count < Findings.keptPasses { passEvidence += requests() }
    }

    /// The message is made only where it is kept.
    mutating func fail(_ requests: @autoclosure () -> [Int], _ message: @autoclosure () -> String) {
        failures += 1
        guard failureEvidence.count < Findings.keptFailures else { return }
        failureEvidence.append(Finding(message: message(), requests: requests()))
    }

    /// - Parameters:
    ///   - praise: what is said where all is well; the number of cases goes behind it.
    ///   - silence: what is said where there was nothing to judge.
    func verdict(_ name: VerdictName, world: String, praise: String, silence: String) -> Verdict {
        if let first = failureEvidence.first {
            let more = failures > 1 ? " (and \(failures - 1) more)" : ""
            return Verdict(
                name: name, result: .fail, message: first.message + more,
                evidence: Findings.evidence(failureEvidence.flatMap(\.requests), world))
        }
        guard passes > 0 else {
            return Verdict(name: name, result: .notExercised, message: silence, evidence: [])
        }
        return Verdict(
            name: name, result: .pass, message: "\(praise) (\(passes) of \(passes))",
            evidence: Findings.evidence(passEvidence, world))
    }

    /// Each request once, in the order of the findings.
    private static func evidence(_ requests: [Int], _ world: String) -> [Verdict.Evidence] {
        var seen: Set<Int> = []
        return requests.filter { seen.insert($0).inserted }.map { Verdict.Evidence(world: world, request: $0) }
    }
}
