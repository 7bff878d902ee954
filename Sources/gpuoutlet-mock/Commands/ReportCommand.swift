import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire

/// `report URL...`
enum ReportCommand {
    static func run(_ invocation: Invocation, streams: Streams) throws(UsageError) -> ExitCode {
        var reports: [Report] = []
        for operand in invocation.operands {
            let server = try ServerURL.read(operand, for: .report)
            do {
                reports.append(try fetch(from: server, token: invocation.given(.adminToken)))
            } catch {
                streams.complain("\(Product.name): \(server): \(error.message)".withoutControls)
                return .cannot
            }
        }
        let report = Report.joined(reports)
        let minimum = invocation.givenInteger(.minCoverage)
        switch invocation.text(.format) {
        case "json": streams.print(report.json.prettyText)
        case "html": streams.print(report.html)
        case "markdown": streams.print(report.markdown.withoutControls)
        case "junit": streams.print(report.junit(minimumCoverage: minimum))
        default: streams.print(report.text.withoutControls)
        }
        return exitCode(of: report, minimumCoverage: minimum, streams: streams)
    }

    /// Reports on standard error why the command fails, whatever the format on standard output.
    static func exitCode(of report: Report, minimumCoverage: Int?, streams: Streams) -> ExitCode {
        let failed = report.failedVerdicts.map(\.name.rawValue)
        if !failed.isEmpty { streams.complain("\(Product.name): failed: \(failed.joined(separator: ", "))") }
        for sentence in report.unreached { streams.complain("\(Product.name): \(sentence)".withoutControls) }
        for sentence in report.unexpectedLeaks { streams.complain("\(Product.name): \(sentence)".withoutControls) }
        let percent = report.coverage.percent
        let isBelow = minimumCoverage.map { percent < $0 } ?? false
        if isBelow, let minimumCoverage {
            streams.complain("\(Product.name): coverage \(percent) % is below \(minimumCoverage) %")
        }
        for drill in report.drills where drill.outcome != .pass {
            let what =
                "the drill \(drill.scenario) in @\(drill.world) \(drill.outcome == .fail ? "failed" : "is inconclusive")"
            streams.complain("\(Product.name): \(what)".withoutControls)
        }
        let isGood = report.outcome != .fail && !isBelow
        guard isGood else { return .failed }
        return report.drillOutcome == .inconclusive ? .inconclusive : .ok
    }

    private struct Failure: Error {
        var message: String
    }

    private static func fetch(from server: ServerURL, token: String?) throws(Failure) -> Report {
        var headers = [HeaderField("Accept", "application/json")]
        if let token { headers.append(HeaderField("Authorization", "Bearer \(token)")) }
        let response: Response
        do {
            response = try HTTPClient().send(
                Request(method: .get, target: "/__admin/report", headers: headers), to: server)
        } catch {
            throw Failure(message: "cannot reach it: \(error.message)")
        }
        let body = try? JSON.parse(response.body)
        guard response.status == 200 else {
            let message = body?["message"]?.string.map { ": \($0)" } ?? ""
            throw Failure(message: "it answers \(response.status) to the question for its report\(message)")
        }
        guard let report = body.flatMap(Report.init(json:)) else {
            throw Failure(message: "its answer is not a report")
        }
        return report
    }
}
