import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("The calls behind the control panel")
struct PanelCallTests {
    @Test("a scenario's text is checked by line and column, and put nowhere")
    func check() {
        var client = Client()
        let bad = client.post(
            "/__admin/check", ["why": "x", "faults": [["on": "createRentl", "error": "maintenance"]]])
        let problem = bad.json["problems"]?.array?.first
        #expect(bad.status == 200 && bad.json["ok"] == false)
        #expect(problem?["line"] == 1 && problem?["column"] == 28 && problem?["suggestion"] == "createRental")
        let good = client.post("/__admin/check", ["why": "x"])
        #expect(good.json["ok"] == true && good.json["problems"] == [])
        #expect(client.get("/__admin/worlds").json["worlds"] == [])
    }

    @Test("a fault is told in the words of explain, and is not added")
    func explain() {
        var client = Client()
        let told = client.post("/__admin/explain", ["on": "*", "error": "maintenance", "retryAfter": 60]).json
        #expect(told["says"] == "On every call, each time. Answers 503 maintenance with Retry-After 60.")
        #expect(client.post("/__admin/explain", ["on": "nothing"]).json["ok"] == false)
        #expect(client.get("/__admin/faults").json["faults"] == [])
    }

    @Test("a fault is replaced in its place, and what cannot fire says why")
    func replace() {
        var client = Client()
        _ = client.post("/__admin/faults", ["id": "below", "on": "*", "error": "maintenance", "phase": "later"])
        _ = client.post("/__admin/faults", ["id": "above", "on": "me", "error": "internal_error", "times": 1])
        #expect(client.get("/v1/auth/me").status == 500)
        let before = client.get("/__admin/faults").json["faults"]?.array ?? []
        #expect(before.map { $0["standing"] } == ["spent", "other-phase"])
        let after = client.post("/__admin/faults/above", ["id": "other", "on": "me", "error": "maintenance"])
        #expect(after.json["faults"]?.array?.map { $0["id"] } == ["other", "below"])
        #expect(client.get("/v1/auth/me").status == 503)
        #expect(client.post("/__admin/faults/nobody", ["on": "me", "error": "maintenance"]).status == 404)
    }

    @Test(
        "the journal is searched for words anywhere",
        arguments: [
            ("facets", [2]), ("status:200", [3, 2, 1]), ("status:200%20-facets", [3, 1]), ("ADA@EXAMPLE", [3]),
            ("number:2", [2]), ("nothing-like-it", []),
        ])
    func search(words: String, numbers: [Int]) {
        var client = Client()
        _ = client.get("/v1/auth/me")
        _ = client.get("/v1/catalog/facets")
        _ = client.post("/v1/auth/request-code", ["email": "ada@example.com"])
        let found = client.get("/__admin/requests/search?text=\(words)").json
        #expect(found["numbers"] == .array(numbers.map(JSON.integer)), "\(found.text)")
        #expect(found["found"] == .integer(numbers.count) && found["total"] == 3)
    }

    @Test("what one client asked stands around an exchange")
    func conversation() {
        var client = Client()
        for _ in 1...3 { _ = client.get("/v1/auth/me") }
        let talk = client.get("/__admin/requests/2/conversation?limit=1").json["requests"]?.array ?? []
        #expect(talk.map { $0["number"] } == [1, 2, 3])
    }

    @Test("an export begins as the world began, does what was done, and is a scenario")
    func export() throws {
        var client = try Client(scenario: "{ faults: [{ id: 'out', on: '*', phase: 'outage', error: 'maintenance' }] }")
        client.advance("1m")
        _ = client.send(.put, "/__admin/phase", ["phase": "outage"])
        client.advance("1m")
        _ = client.post("/__admin/faults", ["id": "down", "on": "me", "error": "internal_error"])
        _ = client.send(.patch, "/__admin/given", ["stock": ["b200": 0]])
        client.advance("1m")
        _ = client.send(.delete, "/__admin/faults/down")
        let file = client.get("/__admin/export")
        let scenario = try Scenario.read(file.response.body, source: "led", defaultName: "led")
        #expect(scenario.faults.map(\.id) == ["down", "out"])
        #expect(scenario.faults[0].window == FaultWindow(from: .minutes(2), until: .minutes(3)))
        let phases = scenario.timeline.compactMap { step in step.phase.map { "\(step.at.durationText) \($0)" } }
        #expect(phases == ["1m outage"] && scenario.timeline.contains { $0.change?.dials != nil })
        #expect(file.header("content-disposition")?.hasPrefix("attachment") == true)
    }

    @Test("each cell of the coverage has a shipped scenario that leads there")
    func reached() {
        var client = Client()
        let cells = client.get("/__admin/report/scenarios").json["cells"]?.array ?? []
        #expect(cells.count == Coverage().total)
        for cell in cells {
            let name = cell["scenario"]?.string
            #expect(name.map(ShippedScenarios.names.contains) == true, "\(cell.text)")
        }
    }
}
