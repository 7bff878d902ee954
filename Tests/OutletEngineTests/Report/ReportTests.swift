import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("A report")
struct ReportTests {
    /// Of a client that came back early, met one error and left a pod.
    private func report(world: String = "w", _ exchanges: [Exchange]? = nil) -> Report {
        let exchanges =
            exchanges ?? [.make(1, error: .providerPoolEmpty, retryAfter: 30), .make(2, seconds: 3)]
        var journal = Journal(capacity: 100)
        for exchange in exchanges { journal.append(exchange) }
        return Report(
            verdicts: journal.judge.verdicts(world: world, now: Limits.virtualStart), coverage: Coverage(journal.tally),
            leaks: [Leak(world: world, kind: .rental, id: "rent_1", user: "dev@example.com", perHour: Cents(280))])
    }

    @Test("is the same after a journey as JSON")
    func roundTrip() throws {
        let report = report()
        #expect(Report(json: try JSON.parse(report.json.bytes)) == report)
        #expect(Report(json: ["verdicts": []]) == nil)
        #expect(report.verdicts[0].clients.count == 1)
    }

    @Test("of a server that does not tell its clients apart is read and told as well")
    func olderServer() throws {
        var json = report().json
        for index in 0..<VerdictName.allCases.count {
            json = json.setting(["verdicts", "\(index)", "clients"], to: .null)
        }
        let report = try #require(Report(json: json))
        #expect(report.text.contains("  see @w 1, @w 2\n"))
        #expect(report.junit(minimumCoverage: nil).contains(">see @w 1, @w 2\n"))
    }

    @Test("names each verdict, the coverage and what was left behind for a terminal")
    func text() {
        let text = report().text
        for name in VerdictName.allCases { #expect(text.contains(name.rawValue)) }
        #expect(text.contains("FAIL           honours-retry-after"))
        #expect(text.contains("  dev@example.com, session dev…: 1 request wrong, see @w 1, @w 2\n"))
        #expect(text.contains("coverage 1 %: 1 of \(Coverage().total) "))
        #expect(text.contains("rental   rent_1  of dev@example.com in @w  $2.80 an hour"))
        #expect(text.hasSuffix("together $2.80 an hour\n"))
    }

    @Test("joined fails where one world fails, passes where one passes and none fails")
    func joining() {
        let rude = report(world: "rude")
        let polite = report(
            world: "polite", [.make(1, error: .providerPoolEmpty, retryAfter: 30), .make(2, seconds: 30)])
        let silent = report(world: "silent", [.make(1)])
        func result(_ reports: [Report]) -> Verdict.Result? { Report.joined(reports).verdicts.first?.result }
        #expect(result([silent, silent]) == .notExercised)
        #expect(result([silent, polite]) == .pass)
        #expect(result([polite, rude, silent]) == .fail)
        let joined = Report.joined([polite, rude, silent])
        #expect(joined.verdicts.first?.evidence.map(\.world) == ["rude", "rude"])
        #expect(joined.verdicts.first?.clients.map(\.world) == ["rude", "polite"])
        #expect(joined.verdicts.first?.violations == 1)
        #expect(joined.coverage.met == 1)
        #expect(joined.leakedPerHour == Cents(840))
        #expect(Report.joined([]).verdicts.map(\.name) == VerdictName.allCases)
    }

    @Test("as JUnit says how many failed and why, in well-formed XML")
    func junit() {
        var report = report()
        report.verdicts[0].message = "a \"b\" <c> & d\u{1}"
        let xml = report.junit(minimumCoverage: 80)
        #expect(xml.contains(#"<testsuites tests="8" failures="2" time="0.000">"#))
        #expect(xml.contains(#"message="a &quot;b&quot; &lt;c&gt; &amp; d?""#))
        #expect(xml.contains("coverage 1 % is below 80 %"))
        #expect(xml.contains(#"<skipped message="no change was refused for good"/>"#))
        #expect(report.junit(minimumCoverage: nil).contains(#"<testsuites tests="8" failures="1" time="0.000">"#))
    }

    @Test(
        "reports with the greatest and the least numbers are joined and told",
        arguments: [Int.max, Int.max - 1, Int.min])
    func extremes(_ extreme: Int) throws {
        var json = report().json
        for path in json.numberPaths() { json = json.setting(path, to: .integer(extreme)) }
        let one = try #require(Report(json: json))
        let joined = Report.joined([one, one, one])
        #expect(joined.coverage.met == (extreme > 0 ? joined.coverage.total : 0))
        #expect(!joined.text.isEmpty && !joined.junit(minimumCoverage: 100).isEmpty && !joined.json.bytes.isEmpty)
    }
}
