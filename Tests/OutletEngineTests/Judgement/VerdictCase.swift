import OutletContract
import OutletScenarios
import OutletWire
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
    /// After how many seconds the client left, by the number of the request.
    var left: [Int: Double]
    /// When the report is asked for, in seconds after the start.
    var askedAt: Int

    init(
        _ verdict: VerdictName, _ testDescription: String, _ result: Verdict.Result, evidence: [Int]? = nil,
        askedAt: Int = 3600, left: [Int: Double] = [:], _ exchanges: [Exchange]
    ) {
        self.verdict = verdict
        self.testDescription = testDescription
        self.result = result
        self.evidence = evidence
        self.askedAt = askedAt
        self.exchanges = exchanges
        self.left = left
    }

    /// What a journal that keeps so many has to say of it.
    func judged(capacity: Int = 100) -> Verdict? {
        var journal = Journal(capacity: capacity)
        var underWay: [Exchange] = []
        func settle(until nanoseconds: Int64) {
            for exchange in underWay.sorted(by: { $0.end.nanoseconds < $1.end.nanoseconds })
            where exchange.end.nanoseconds <= nanoseconds {
                _ = journal.settle(exchange.number) { _ in exchange.end }
                underWay.removeAll { $0.number == exchange.number }
            }
        }
        for exchange in exchanges {
            settle(until: exchange.arrivedNanoseconds)
            journal.append(exchange)
            let isOver = exchange.delivery.ending != .hang || left[exchange.number] != nil
            if exchange.deliveryState == .pending, isOver {
                underWay.append(exchange.ended(leftAfter: left[exchange.number]))
            }
        }
        settle(until: .max)
        let verdicts = journal.judge.verdicts(world: "w", now: Limits.virtualStart + .seconds(askedAt))
        return verdicts.first { $0.name == verdict }
    }
}
