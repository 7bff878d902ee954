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
