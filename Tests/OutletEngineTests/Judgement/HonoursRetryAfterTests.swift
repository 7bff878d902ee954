import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Waits that were told")
struct HonoursRetryAfterTests {
    private func refusal(_ number: Int, of family: Int, retryAfter: Int = 60) -> Exchange {
        .make(
            number, seconds: Double(number) / 1000, body: ["familyId": .string("f\(family)")],
            error: .providerPoolEmpty, retryAfter: retryAfter)
    }

    private func result(after exchanges: [Exchange]) -> Verdict.Result {
        var judged = HonoursRetryAfter()
        judged.takeAll(exchanges)
        return judged.findings.result
    }

    @Test("are bounded: the one that was told longest ago is forgotten")
    func bound() {
        let full = (1...HonoursRetryAfter.maximum + 1).map { refusal($0, of: $0) }
        #expect(result(after: full + [refusal(2000, of: 1)]) == .notExercised)
        #expect(result(after: full + [refusal(2000, of: 2)]) == .fail)
    }

    @Test("become the newest when they are told again")
    func order() {
        let most = HonoursRetryAfter.maximum
        var judged = HonoursRetryAfter()
        let told = (1...most).map { refusal($0, of: $0) } + [refusal(most + 1, of: 1), refusal(most + 2, of: most + 2)]
        judged.takeAll(told + [refusal(most + 3, of: 1)])
        #expect(judged.findings.failures == 2)
    }

    @Test("are told anew by a refusal that came too early")
    func renewal() {
        let told = [refusal(1, of: 1, retryAfter: 1), refusal(2, of: 1, retryAfter: 60)]
        #expect(result(after: [told[0], refusal(2000, of: 1)]) == .pass)
        #expect(result(after: told) == .fail)
        var judged = HonoursRetryAfter()
        judged.takeAll(told + [refusal(3, of: 1)])
        #expect(judged.findings.failures == 2)
    }
}

extension HonoursRetryAfter {
    fileprivate mutating func takeAll(_ exchanges: [Exchange]) {
        for exchange in exchanges {
            begin(exchange)
            end(exchange, Mark(exchange))
        }
    }
}
