import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletExplorer

@Suite("A search's report for machines and browsers")
struct ReportFormsTests {
    private let exploration = SampleReport.exploration

    @Test("the JSON has what its readers count on")
    func json() throws {
        let json = exploration.json(replay: SampleReport.replay)
        let summary = try #require(json["summary"])
        #expect(summary["runs"] == 9 && summary["points"] == 2 && summary["problems"] == 1 && summary["unstable"] == 1)
        #expect(summary["pruned"]?["same-call"] == 12)
        #expect(summary["seconds"] == .decimal("1.063"))
        #expect(json["baseline"]?.array?.first == ["operation": "createRental", "ordinal": 1])
        let cell = try #require(json["cells"]?.array?.last)
        #expect(cell["operation"] == "listRentals" && cell["ordinal"] == 1 && cell["hazard"] == "internal_error")
        #expect(cell["outcome"] == "fails-cleanly" && cell["faults"] == [["id": "explore-1"]])
        let problem = try #require(json["problems"]?.array?.first)
        #expect(problem["kind"] == "does-it-twice" && problem["operation"] == "createRental" && problem["cells"] == 1)
        #expect(problem["file"] == "does-it-twice-createRental.json" && problem["stable"] == true)
        #expect(problem["verdicts"] == ["no-double-commit"])
        #expect(problem["left"]?.array?.first?["perHourCents"] == 280)
        #expect(try JSON.parse(json.prettyText) == json)
        #expect(exploration.json()["problems"]?.array?.first?["file"] == .null, "no files, no names")
    }

    @Test("JUnit has a case for each cell; what is a problem every time fails, what was not seen again is skipped")
    func junit() {
        let lines = exploration.junit.split(separator: "\n").map(String.init)
        #expect(lines.count { $0.contains("<testcase ") } == exploration.cells.count)
        #expect(lines[2].contains("tests=\"5\" failures=\"1\" errors=\"0\" skipped=\"1\""))
        #expect(lines.count { $0.contains("<failure type=\"does-it-twice\"") } == 1)
        #expect(exploration.junit.contains("&lt;script&gt;alert(1)&lt;/script&gt;</failure>"))
        var strict = exploration
        strict.isStrict = true
        #expect(strict.junit.contains("<failure type=\"gives-up\""))
    }

    @Test("the page needs nothing from elsewhere, runs nothing, and escapes what the client wrote")
    func page() {
        // The name of the icon's namespace looks like an address; nobody asks for it.
        let page = exploration.html(replay: SampleReport.replay)
            .replacing("xmlns='http:%2F%2Fwww.w3.org/2000/svg'", with: "")
        for word in ["<script", "javascript:", " onclick", " style=", "http:", "https:", "src="] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("&lt;b&gt;two&lt;/b&gt; pods &amp; &quot;more&quot;"))
        #expect(page.contains("<pre class=\"line\">gpuoutlet-mock explore --replay out/"))
        #expect(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"))
    }

    @Test("each cell of the page's matrix has a sign, a colour and a title")
    func cells() {
        let page = SampleReport.full.html()
        let marks = page.split(separator: "\n").filter { $0.hasPrefix("<td class=\"mark ") }
        #expect(marks.count == SampleReport.full.cells.count)
        #expect(marks.allSatisfy { $0.contains(" title=\"") && !$0.hasSuffix("></td>") })
        for outcome in RunOutcome.allCases {
            #expect(page.contains(".\(outcome.rawValue){") || page.contains(".\(outcome.rawValue),"), "\(outcome)")
            #expect(
                marks.contains {
                    $0.hasPrefix("<td class=\"mark \(outcome.rawValue)") && $0.hasSuffix(">\(outcome.sign)</td>")
                })
        }
    }

    @Test("every element of the page is closed")
    func closed() {
        let page = exploration.html(replay: SampleReport.replay)
        for name in ["html", "head", "body", "main", "table", "tbody", "tr", "th", "td", "section", "dl", "ul", "pre"] {
            let opened = page.split(separator: "<").count { $0.hasPrefix(name + ">") || $0.hasPrefix(name + " ") }
            let closed = page.split(separator: "<").count { $0.hasPrefix("/\(name)>") }
            #expect(opened == closed && opened > 0, "\(name)")
        }
    }

    @Test("what a replay found is told as text and as JSON")
    func replay() {
        let trial = Trial(number: 3, purpose: .search, injections: [SampleReport.lost], scenario: [:])
        let run = ClientRun(
            end: .exited(0), calls: exploration.problems[0].calls,
            failedVerdicts: [ClientRun.FailedVerdict(.noDoubleCommit, "twice")], output: ["done"])
        let left = [Leftover(.pod, SampleReport.twice, perHour: Cents(280))]
        let replay = Replay(trial: trial, run: run, judgement: Judgement(.doesItTwice, "two pods", left: left))
        let lines = replay.text.split(separator: "\n").map(String.init)
        #expect(lines.first == SampleReport.lost.description)
        #expect(lines.contains("does it twice: two pods") && lines.contains("| done"))
        #expect(lines.contains("left     \(SampleReport.twice)") && lines.contains("verdict  no-double-commit: twice"))
        #expect(replay.json["outcome"] == "does-it-twice" && replay.json["calls"]?.array?.count == 3)
    }
}
