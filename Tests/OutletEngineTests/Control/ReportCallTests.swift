import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("The report and what explains it, by the control plane")
struct ReportCallTests {
    @Test("a world has its own report, and the root joins them all")
    func joined() {
        var client = Client()
        _ = client.post("/@a/v1/rentals", ["familyId": "h100-80gb", "gpuCount": 3])
        _ = client.post("/@b/v1/rentals", Client.h100)
        func met(_ path: String) -> JSON? { client.get("\(path)/__admin/report").json["coverage"]?["met"] }
        #expect(met("/@a") == 1 && met("/@b") == 0 && met("") == 1)
        let leaks = client.get("/__admin/report").json["leaks"]?.array ?? []
        #expect(leaks.map { $0["world"] } == ["b"])
        #expect(leaks.first?["centsPerHour"] == 280)
        let text = client.get("/__admin/report", headers: [HeaderField("Accept", "text/plain")])
        #expect(String(decoding: text.response.body, as: UTF8.self).contains("coverage 1 %"))
    }

    @Test("coverage outlives a reset, another scenario and a drop; verdicts do not")
    func kept() {
        var client = Client()
        func mistake() { _ = client.post("/@a/v1/rentals", ["familyId": "h100-80gb", "gpuCount": 3]) }
        func natural() -> Int {
            let cells = client.get("/__admin/report").json["coverage"]?["cells"]?.array ?? []
            return cells.reduce(0) { $0 + ($1["natural"]?.integer ?? 0) }
        }
        mistake()
        client.wall = client.wall + .seconds(1)
        mistake()
        #expect(client.get("/__admin/report").json["verdicts"]?.array?[1]["result"] == "fail")
        _ = client.post("/@a/__admin/reset")
        #expect(client.get("/__admin/report").json["verdicts"]?.array?[1]["result"] == "not-exercised")
        mistake()
        _ = client.send(.put, "/@a/__admin/scenario", ["name": "healthy"])
        _ = client.send(.delete, "/@a/__admin/requests")
        mistake()
        #expect(natural() == 4)
        _ = client.send(.delete, "/__admin/worlds/a")
        #expect(natural() == 4)
        #expect(
            metric(&client, "requests_total") == [
                "{operation=\"createRental\",status=\"400\",error=\"invalid_count\"} 4"
            ])
    }

    @Test("what a client left behind are its pods, its keys and its sessions, not those that were given")
    func leaks() throws {
        var client = try Client(
            scenario: """
                { given: { code: "123456", users: [
                    { email: "dev@example.com", sid: "dev", balanceCents: 5000,
                      rentals: [ { familyId: "rtx-4090", gpuCount: 2, status: "running", age: "5m" } ] } ] } }
                """)
        func leaks() -> [String] {
            (client.get("/@t/__admin/report").json["leaks"]?.array ?? []).map {
                "\($0["kind"]?.string ?? "") \($0["user"]?.string ?? "") \($0["centsPerHour"]?.text ?? "")"
            }
        }
        client.prefix = ""
        _ = client.get("/@t/v1/auth/me")
        #expect(leaks() == ["rental dev@example.com 130"])
        _ = client.post("/@t/v1/auth/request-code", ["email": "ada@example.com"])
        let signedIn = client.post("/@t/v1/auth/verify-code", ["email": "ada@example.com", "code": "123456"])
        #expect(signedIn.status == 200)
        #expect(leaks() == ["rental dev@example.com 130", "session ada@example.com 0"])
        let sid = signedIn.header("set-cookie")?.split(separator: ";").first?.dropFirst("sid=".count) ?? ""
        let id = client.get("/@t/__admin/report").json["leaks"]?.array?.last?["id"]?.string ?? ""
        #expect(id == "\(sid.prefix(4))…")
        client.sid = String(sid)
        _ = client.post("/@t/v1/auth/logout")
        #expect(leaks() == ["rental dev@example.com 130"])
    }

    @Test("metrics count what was asked, and name no path")
    func metrics() throws {
        var client = Client()
        client.prefix = "/@t"
        _ = client.get("/v1/secret-path-of-a-client")
        _ = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "delay=2s")])
        _ = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "connection=reset")])
        let reply = client.get("/__admin/metrics")
        #expect(reply.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
        #expect(!String(decoding: reply.response.body, as: UTF8.self).contains("secret"))
        #expect(
            metric(&client, "requests_total") == [
                "{operation=\"me\",status=\"200\",error=\"none\"} 1",
                "{operation=\"me\",status=\"none\",error=\"none\"} 1",
                "{operation=\"none\",status=\"404\",error=\"not_found\"} 1",
            ])
        #expect(metric(&client, "request_duration_seconds_sum") == ["2.0"])
        #expect(metric(&client, "request_duration_seconds_bucket").suffix(6).first == "{le=\"2.5\"} 2")
        #expect(metric(&client, "worlds") == ["1"])
    }

    private func metric(_ client: inout Client, _ name: String) -> [String] {
        let text = String(decoding: client.get("/__admin/metrics").response.body, as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("gpuoutlet_mock_\(name)") else { return nil }
            let rest = line.dropFirst("gpuoutlet_mock_\(name)".count)
            guard rest.first == " " || rest.first == "{" else { return nil }
            return String(rest.first == " " ? rest.dropFirst() : rest)
        }
    }

    @Test("explain says which fault fired and why each above it did not")
    func explain() throws {
        var client = try Client(
            scenario: """
                { faults: [
                    { id: "elsewhere", on: "facets", error: "internal_error" },
                    { id: "spent", on: "me", nth: 9, error: "internal_error" },
                    { id: "cats", on: "me", when: { "header.x-pet": "cat" }, error: "maintenance" },
                    { id: "hit", on: "me", times: 1, error: "rate_limited", retryAfter: 5 } ] }
                """)
        _ = client.get("/v1/auth/me", headers: [HeaderField("X-Pet", "dog")])
        let told = client.get("/__admin/requests/1/explain").json
        #expect(told["operation"] == "me" && told["fault"] == "hit" && told["origin"] == "injected")
        #expect(told["why"] == "the fault 'hit' gave 429 rate_limited")
        let faults = told["faults"]?.array ?? []
        #expect(faults.map { $0["fault"] } == ["elsewhere", "spent", "cats", "hit"])
        #expect(faults.map { $0["result"] } == ["passed", "passed", "passed", "fired"])
        #expect(faults.map { $0["reason"]?.string?.contains("dog") ?? false } == [false, false, true, false])
        _ = client.post("/v1/rentals", ["familyId": "h100-80gb", "gpuCount": 3])
        let natural = client.get("/__admin/requests/2/explain").json
        #expect(
            natural["why"]?.string?.hasPrefix("no fault answered; createRental itself refused with invalid_count")
                == true)
        #expect(client.get("/__admin/requests/9/explain").status == 404)
    }

    @Test(
        "a request for nothing is told the nearest operation and the first difference",
        arguments: [
            ("GET", "/v1/rental", "listRentals", "'rental' should be 'rentals' behind /v1"),
            ("PATCH", "/v1/rentals/rent_1", "getRental", "the method is PATCH, not GET"),
            ("POST", "/v1/rentals/rent_1/halt", "stopRental", "'halt' should be 'stop' behind /v1/rentals/{id}"),
            ("GET", "/v2/auth/me", "me", "'v2' should be 'v1' at the start of the path"),
            ("GET", "/v1/auth", "me", "the path ends before '/me'"),
            ("GET", "/v1/auth/me/", "me", "'/' is too much"),
            ("DELETE", "/v1/ssh-keys", "listKeys", "the method is DELETE, not GET"),
        ])
    func unmatched(method: String, path: String, operation: String, difference: String) {
        var client = Client()
        _ = client.send(.init(method), path)
        let list = client.get("/__admin/requests/unmatched").json
        #expect(list["total"] == 1)
        let nearest = list["requests"]?.array?.first?["nearest"]
        #expect(nearest?["operation"]?.string == operation)
        #expect(nearest?["difference"]?.string == difference)
    }
}
