import OutletContract
import OutletEngine
import OutletScenarios
import Testing

@testable import gpuoutlet_mock

@Suite("report")
struct ReportCommandTests {
    private func report(_ result: Verdict.Result) -> Report {
        var report = Report.joined([])
        report.verdicts[0].result = result
        return report
    }

    @Test(
        "exits 1 on a failed verdict and on coverage below the minimum, and says which",
        arguments: [
            (.pass, nil, .ok, ""), (.notExercised, 0, .ok, ""),
            (.fail, nil, .failed, "gpuoutlet-mock: failed: honours-retry-after\n"),
            (.pass, 1, .failed, "gpuoutlet-mock: coverage 0 % is below 1 %\n"),
        ] as [(Verdict.Result, Int?, ExitCode, String)])
    func exitCode(result: Verdict.Result, minimum: Int?, code: ExitCode, complaint: String) {
        let texts = Captured.Texts()
        let actual = ReportCommand.exitCode(
            of: report(result), minimumCoverage: minimum, streams: texts.streams)
        #expect(actual == code)
        #expect(texts.captured(actual).errors == complaint)
    }

    @Test(
        "exits 1 on a failed drill, 5 on one that is inconclusive where nothing failed, and says which",
        arguments: [
            ([.pass], .pass, .ok, ""),
            ([.pass, .inconclusive], .pass, .inconclusive, "gpuoutlet-mock: the drill d in @w1 is inconclusive\n"),
            ([.inconclusive, .fail], .pass, .failed, "gpuoutlet-mock: the drill d in @w1 failed\n"),
            ([.inconclusive], .fail, .failed, "gpuoutlet-mock: the drill d in @w0 is inconclusive\n"),
        ] as [([Outcome], Verdict.Result, ExitCode, String)])
    func drills(outcomes: [Outcome], verdict: Verdict.Result, code: ExitCode, complaint: String) {
        var report = report(verdict)
        report.drills = outcomes.enumerated().map { number, outcome in
            Drill(
                world: "w\(number)", scenario: "d",
                results: [Drill.Result(expectation: "x", outcome: outcome, actual: nil)], steps: [])
        }
        let texts = Captured.Texts()
        let actual = ReportCommand.exitCode(of: report, minimumCoverage: nil, streams: texts.streams)
        #expect(actual == code)
        #expect(texts.captured(actual).errors.hasSuffix(complaint))
    }

    @Test("wants a server, an address of one, and a server that is there")
    func unreachable() {
        #expect(Captured.run("report").code == .usage)
        #expect(Captured.run("report", "localhost").code == .usage)
        #expect(Captured.run("report", "--min-coverage", "101", "http://localhost:1").code == .usage)
        let refused = Captured.run("report", "http://127.0.0.1:1")
        #expect(refused.code == .cannot)
        #expect(refused.errors.hasPrefix("gpuoutlet-mock: http://127.0.0.1:1: cannot reach it: "))
        #expect(refused.output.isEmpty)
    }
}
