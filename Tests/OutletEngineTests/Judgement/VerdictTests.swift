import OutletContract
import OutletScenarios
import Testing

@testable import OutletEngine

@Suite("A verdict")
struct VerdictTests {
    private static let cases =
        VerdictCase.retryAfter + VerdictCase.finality + VerdictCase.persistence + VerdictCase.pauses
        + VerdictCase.commitment + VerdictCase.leaving + VerdictCase.otherClients

    @Test("judges a client by its requests", arguments: cases)
    func judgement(of story: VerdictCase) throws {
        let verdict = try #require(story.judged())
        #expect(verdict.result == story.result, "\(verdict.message)")
        guard let evidence = story.evidence else { return }
        #expect(verdict.evidence == evidence.map { Verdict.Evidence(world: "w", request: $0) })
    }

    @Test("has at least a good and a bad client in these tests", arguments: VerdictName.allCases)
    func coverage(of name: VerdictName) {
        let results = Set(VerdictTests.cases.filter { $0.verdict == name }.map(\.result))
        #expect(results == [.pass, .fail, .notExercised])
    }

    @Test("that fails names what was asked, when, and what it costs")
    func messages() throws {
        let early = try #require(VerdictCase.retryAfter[1].judged())
        #expect(
            early.message == "request 2 (POST /v1/rentals) came 29 s after request 1, which was answered "
                + "503 provider_pool_empty with Retry-After: 30")
        let double = try #require(VerdictCase.commitment[0].judged())
        #expect(double.message.hasSuffix("without looking at listRentals; a second pod costs $2.80 an hour"))
        let paid = try #require(VerdictCase.commitment.first { $0.testDescription == "pays twice" }?.judged())
        #expect(paid.message.hasSuffix("the card is charged a second time of $25.00"))
    }

    @Test("is the same whether the exchanges are still in the journal or not", arguments: [1, 2, 3, 100])
    func eviction(capacity: Int) {
        for story in VerdictTests.cases {
            #expect(story.judged(capacity: capacity) == story.judged(), "\(story)")
        }
    }

    @Test("keeps a bounded record of a client that never learns")
    func bound() throws {
        var judge = Judge()
        for number in 1...3000 {
            judge.take(
                .make(number, seconds: Double(number), path: "/v1/x\(number)", error: .rateLimited, retryAfter: 60))
        }
        let verdict = try #require(judge.verdicts(world: "w", now: Limits.virtualStart).first)
        #expect(verdict.result == .fail)
        #expect(verdict.evidence.count == 21)
        #expect(verdict.message.hasSuffix("(and 2998 more)"))
    }
}
