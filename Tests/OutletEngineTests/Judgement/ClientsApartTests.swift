import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Clients of one world")
struct ClientsApartTests {
    private func verdict(_ name: VerdictName, _ exchanges: [Exchange]) throws -> Verdict {
        var judge = Judge()
        for exchange in exchanges { judge.take(exchange) }
        return try #require(judge.verdicts(world: "w", now: Limits.virtualStart).first { $0.name == name })
    }

    /// A session that is told to wait, and comes back at these seconds.
    private func stubborn(_ sid: String, from number: Int, back seconds: [Double]) -> [Exchange] {
        let told = Exchange.make(number, sid: sid, error: .providerPoolEmpty, retryAfter: 30)
        return [told] + seconds.enumerated().map { .make(number + 1 + $0, seconds: $1, sid: sid) }
    }

    @Test("are judged and listed apart, those that did wrong first, with their own requests")
    func listed() throws {
        let verdict = try verdict(
            .honoursRetryAfter,
            stubborn("polite", from: 1, back: [31]) + stubborn("rude", from: 3, back: [1, 2]))
        #expect(verdict.result == .fail && verdict.violations == 2)
        #expect(verdict.message.hasSuffix("(and 1 more)"))
        #expect(
            verdict.clients.map(\.client) == ["dev@example.com, session rude…", "dev@example.com, session poli…"])
        #expect(verdict.clients.map(\.result) == [.fail, .pass])
        #expect(verdict.clients.map(\.violations) == [2, 0])
        #expect(verdict.clients.map { $0.evidence.map(\.request) } == [[3, 4, 5], [1, 2]])
    }

    @Test("do wrong once with a request that is wrong for several reasons")
    func once() throws {
        let verdict = try verdict(
            .honoursRetryAfter,
            [
                .make(1, error: .providerPoolEmpty, retryAfter: 30), .make(2, error: .maintenance, retryAfter: 120),
                .make(3, operation: .me, error: .rateLimited, retryAfter: 60), .make(4, seconds: 1),
            ])
        // The third and the fourth came too early; the second too, after the first.
        #expect(verdict.violations == 3)
        #expect(verdict.clients.map(\.violations) == [3])
    }

    @Test("are forgiven for what another one's change has mended, if it is the same user's or Stripe's")
    func mended() throws {
        func result(_ change: Exchange) throws -> Verdict.Result {
            try verdict(
                .givesUpOnFinal, [.make(1, error: .insufficientBalance), change, .make(3, seconds: 2)]
            ).result
        }
        let amount: JSON = ["amountCents": 2500]
        #expect(try result(.make(2, seconds: 1, operation: .checkout, body: amount, sid: "phone")) == .pass)
        #expect(
            try result(.make(2, seconds: 1, operation: .checkout, body: amount, user: "ada@example.com", sid: "ada"))
                == .fail)
        #expect(
            try result(.make(2, seconds: 1, operation: .stripeWebhook, user: nil, sid: nil, connection: 9)) == .pass)
    }

    @Test("are told by the program that they say to be, where they have no session")
    func names() throws {
        let verdict = try verdict(
            .honoursRetryAfter,
            (1...2).map {
                .make(
                    $0, operation: .facets, user: nil, sid: nil, error: .maintenance, retryAfter: 120,
                    agent: "curl/8.5",
                    connection: 7)
            })
        #expect(verdict.clients.map(\.client) == ["curl/8.5, from request 1 on"])
    }

    @Test("are forgotten when there are too many, and what they did wrong is not")
    func bound() throws {
        let most = Judge.maximum
        var exchanges = stubborn("rude", from: 1, back: [1])
        for ordinal in 0..<most { exchanges += [.make(3 + ordinal, sid: "s\(ordinal)", error: .internalError)] }
        exchanges.append(.make(3 + most, seconds: 2, sid: "rude"))  // nobody knows it any more
        let verdict = try verdict(.honoursRetryAfter, exchanges)
        #expect(verdict.violations == 1 && verdict.result == .fail)
        #expect(verdict.clients.map(\.client) == ["1 clients of before"])
    }
}
