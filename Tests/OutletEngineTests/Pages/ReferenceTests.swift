import OutletContract
import OutletPages
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("The reference")
struct ReferenceTests {
    @Test(
        "is served as pages that ask nobody else for anything, and without the token",
        arguments: ReferenceTopic.allCases)
    func pages(topic: ReferenceTopic) {
        var configuration = EngineConfiguration.virtual
        configuration.adminToken = "s3cret"
        var client = Client(configuration: configuration)
        let index = String(decoding: client.get("/__admin/docs").response.body, as: UTF8.self)
        #expect(index.contains("<a href=\"docs/\(topic.rawValue)\">\(topic.page.title)</a>"))
        let page = client.get("/@shop/__admin/docs/\(topic.rawValue)")
        #expect(page.status == 200)
        #expect(page.header("content-type") == "text/html; charset=utf-8")
        let policy = page.header("content-security-policy") ?? ""
        #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("script-src"))
        let text = String(decoding: page.response.body, as: UTF8.self)
        #expect(!text.contains("<script") && !text.contains(" src=") && !text.contains("href=\"http"))
        #expect(text.contains("<h1>\(topic.page.title)</h1>"))
    }

    @Test("names the page that was meant")
    func misspelt() {
        var client = Client()
        let refused = client.get("/__admin/docs/fault")
        #expect(refused.status == 404)
        #expect(refused.json["message"]?.string?.hasSuffix("did you mean 'faults'?") == true)
    }

    @Test("escapes what stands in its texts, and leads to each of its parts by an anchor")
    func markup() {
        let text = ReferenceHTML.html(ReferenceTopic.faults.page, topic: "faults")
        #expect(text.contains("<code>&lt;500</code>"))
        #expect(text.contains("<a href=\"#the-header-x-mock-fault\">"))
        #expect(text.contains("<h2 id=\"the-header-x-mock-fault\">"))
    }

    @Test("explains every key of scenario files and of faults, each with a value that may stand there")
    func keys() throws {
        let terms = [ReferenceTopic.scenario, .faults].flatMap { Self.terms(of: $0.page) }
        for table in KeyTable.scenario.withNested {
            for row in table.rows {
                let told = terms.filter { $0.name == row.name && $0.text == row.summary }
                let shown = try told.map { try JSON.parse("{ \($0.example) }", dialect: .relaxed).object?[row.name] }
                #expect(shown.contains(row.example), "\(table.name).\(row.name)")
            }
        }
    }

    @Test("names every control call, and everything that one takes")
    func calls() {
        let page = ReferenceTopic.control.page
        let listed = page.blocks.flatMap { block in
            if case .table(_, let rows) = block { rows.map(\.first) } else { [String?]() }
        }
        #expect(listed == ControlCall.allCases.map { "`\($0.row.method.name) \($0.row.path)`" })
        let told = Self.terms(of: page).map { [$0.name, $0.text] }
        let taken = ControlCall.allCases.flatMap { $0.queryShape.fields + ($0.bodyShape?.fields ?? []) }
        #expect(told == taken.map { [$0.name, "\($0.summary)."] })
    }

    @Test("has a rule for every verdict")
    func verdicts() {
        for name in VerdictName.allCases { #expect(!name.rule.isEmpty) }
    }

    private static func terms(of page: ReferencePage) -> [ReferencePage.Term] {
        page.blocks.flatMap { block in
            if case .terms(let terms) = block { terms } else { [ReferencePage.Term]() }
        }
    }
}
