import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("Windows and ramps")
struct FaultWindowTests {
    @Test("a window opens again each time its period has passed")
    func again() throws {
        var run = try makeRun("{ id: 'f', on: 'me', from: '2m', until: '3m', again: '5m', error: 'maintenance' }")
        let minutes = (0...13).filter {
            run.decide(FaultCall(.me), sinceStart: .minutes($0)).answeredBy != nil
        }
        #expect(minutes == [2, 7, 12])
        let window = run.faults[0].window
        #expect(window.sinceOpening(at: .seconds(450)) == .seconds(30))
        #expect(window.untilClosing(at: .seconds(450)) == .seconds(30))
        #expect(window.sinceOpening(at: .minutes(8)) == nil)
        let trace = run.trace(
            of: FaultCall(.me), sinceStart: .minutes(8), phase: "start", matches: [], answeredBy: nil)
        #expect(
            trace.map(\.sentence) == [
                "is open from 2m until 3m, again every 5m, and this was 8m after the start"
            ])
    }

    @Test("a delay grows from the window's start and stays level after its ramp")
    func delayRamp() throws {
        var run = try makeRun(
            "{ id: 'f', on: 'me', from: '1m', delay: { from: '50ms', to: '5050ms', over: '10m' } }")
        let delays = [1, 2, 6, 11, 60].map {
            run.decide(FaultCall(.me), sinceStart: .minutes($0)).delay.milliseconds
        }
        #expect(delays == [50, 550, 2550, 5050, 5050])
    }

    @Test("a chance rises, and each window begins anew")
    func chanceRamp() throws {
        let ramp = "chance: { from: 0, to: 1, over: '10m' }"
        var run = try makeRun(
            "{ id: 'f', on: 'me', until: '10m', again: '20m', \(ramp), error: 'internal_error' }")
        func fired(minute: Int) -> Int {
            (1...400).filter { _ in
                run.decide(FaultCall(.me), sinceStart: .minutes(minute)).answeredBy != nil
            }.count
        }
        #expect(fired(minute: 0) == 0)
        #expect((60...140).contains(fired(minute: 22)))
        #expect((260...340).contains(fired(minute: 47)))
        #expect(fired(minute: 15) == 0, "the window is closed")
    }

    @Test("the trace of a ramp says the chance of that moment")
    func trace() throws {
        var run = try makeRun(
            "{ id: 'f', on: 'me', chance: { from: 0, to: 0.5, over: '10m' }, error: 'internal_error' }")
        let decision = run.decide(FaultCall(.me), sinceStart: .minutes(1))
        let trace = run.trace(
            of: FaultCall(.me), sinceStart: .minutes(1), phase: "start", matches: decision.matches,
            answeredBy: decision.answeredBy)
        #expect(trace[0].json.object?["chance"]?.double == 0.05)
    }

    @Test("half of lognormal delays lie below the median, and two thirds within a sigma")
    func lognormal() throws {
        let delay = FaultDelay.lognormal(median: .milliseconds(80), sigma: 0.5)
        #expect(delay.span(at: 0.5) == .milliseconds(80))
        #expect(delay.span(at: 0.841344746) == .milliseconds(132), "80 ms × √e")
        #expect(delay.span(at: 0.158655254) == .milliseconds(49), "80 ms ÷ √e")
        #expect(delay.span(at: 0) >= .zero)
        let most = FaultDelay.lognormal(median: .longestDuration, sigma: 10).span(at: 0.999)
        #expect(most == .longestDuration)
        let spans = (1...10_000).map { n in
            delay.span(FaultMatch(faultID: "slow", n: n, firedBefore: 0), seed: 1, sinceOpening: .zero).milliseconds
        }
        let within = spans.filter { (49...132).contains($0) }.count
        #expect((6700...6960).contains(within))
    }
}
