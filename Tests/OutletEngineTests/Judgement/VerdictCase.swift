import OutletContract
import OutletScenarios
import Testing

@testable import OutletEngine

/// A short story of a client, and what one verdict says of it.
struct VerdictCase: Sendable, CustomTestStringConvertible {
    var verdict: VerdictName
    var testDescription: String
    var result: Verdict.Result
    /// The requests that show it, where the case is about them.
    var evidence: [Int]?
    var exchanges: [Exchange]
    /// When the report is asked for, in seconds after the start.
    var askedAt: Int

    init(
        _ verdict: VerdictName, _ testDescription: String, _ result: Verdict.Result, evidence: [Int]? = nil,
        askedAt: Int = 3600, _ exchanges: [Exchange]
    ) {
        self.verdict = verdict
        self.testDescription = testDescription
        self.result = result
        self.evidence = evidence
        self.askedAt = askedAt
        self.exchanges = exchanges
    }

    func judged() -> Verdict? {
        var judge = Judge()
        for exchange in exchanges { judge.take(exchange) }
        let verdicts = judge.verdicts(world: "w", now: Limits.virtualStart + .seconds(askedAt))
        return verdicts.first { $0.name == verdict }
    }
}
