import OutletContract
import Testing

@testable import OutletScenarios

@Suite("Chances and random delays")
struct FaultChanceTests {
    private static let oneInThree = "{ id: 'flaky', on: 'me', error: 'internal_error', chance: 0.3 }"

    private func firing(_ faults: [String], id: String, calls: Int, seed: Int = 1) throws -> [Int] {
        var run = try makeRun(faults, seed: seed)
        return (1...calls).filter { _ in
            run.decide(FaultCall(.me), sinceStart: .zero).fired.contains(id)
        }
    }

    @Test("100,000 draws come within 0.01 of the chance", arguments: [0.05, 0.3, 0.5, 0.97])
    func share(chance: Double) {
        let fired = (1...100_000).filter {
            FaultCounter.draw(FaultMatch(faultID: "flaky", n: $0, firedBefore: 0), seed: 7) < chance
        }.count
        #expect(abs(Double(fired) / 100_000 - chance) < 0.01)
    }

    @Test("the draws are always the same")
    func pinned() throws {
        #expect(try firing([Self.oneInThree], id: "flaky", calls: 20) == [2, 3, 5, 11, 18, 19, 20])
        #expect(try firing([Self.oneInThree], id: "flaky", calls: 20, seed: 2) == [1, 5, 10, 13])
    }

    @Test("another fault changes nobody's draws, wherever it stands")
    func independent() throws {
        let alone = try firing([Self.oneInThree], id: "flaky", calls: 200)
        let other = "{ id: 'other', on: 'me', delay: '1ms', chance: 0.5 }"
        #expect(try firing([other, Self.oneInThree], id: "flaky", calls: 200) == alone)
        #expect(try firing([Self.oneInThree, other], id: "flaky", calls: 200) == alone)
        let renamed = Self.oneInThree.replacing("flaky", with: "flaky-2")
        #expect(try firing([renamed], id: "flaky-2", calls: 200) != alone)
    }

    @Test("a call that an earlier fault takes uses up its draw")
    func takenDraws() throws {
        let alone = try firing([Self.oneInThree], id: "flaky", calls: 200)
        let first = "{ id: 'first', on: 'me', error: 'maintenance', times: 10 }"
        #expect(try firing([first, Self.oneInThree], id: "flaky", calls: 200) == alone.filter { $0 > 10 })
    }

    @Test("a range is met evenly from end to end")
    func range() throws {
        let delay = try #require(FaultDelay("50ms..2s"))
        #expect(delay.span(at: 0) == .milliseconds(50))
        #expect(delay.span(at: 0.5) == .milliseconds(1025))
        let spans = (1...10_000).map {
            delay.span(FaultMatch(faultID: "slow", n: $0, firedBefore: 0), seed: 1, sinceOpening: .zero).milliseconds
        }
        #expect(spans.allSatisfy { (50...2000).contains($0) })
        #expect(abs(spans.reduce(0, +) / spans.count - 1025) < 20)
    }

    @Test(
        "percentiles lie on straight lines through the points",
        arguments: [
            (0, 0), (0.25, 40), (0.5, 80), (0.725, 240), (0.95, 400), (0.97, 1200), (0.99, 2000), (0.9999, 2000),
        ])
    func percentiles(fraction: Double, milliseconds: Int) throws {
        let faults = try read("{ faults: [{ id: 's', on: 'me', delay: { p99: '2s', p50: '80ms', p95: '400ms' } }] }")
            .faults
        #expect(faults[0].delay?.span(at: fraction) == .milliseconds(milliseconds))
    }

    @Test("of many delays the named shares stay below the named spans")
    func shares() throws {
        let faults = try read("{ faults: [{ id: 's', on: 'me', delay: { p50: '80ms', p99: '2s' } }] }").faults
        let delay = try #require(faults[0].delay)
        let spans = (1...100_000).map {
            delay.span(FaultMatch(faultID: "s", n: $0, firedBefore: 0), seed: 3, sinceOpening: .zero)
        }.sorted()
        #expect(abs(spans[50_000].milliseconds - 80) < 5)
        #expect(abs(spans[99_000].milliseconds - 2000) < 20)
        #expect(spans.last == .seconds(2))
    }
}
