import OutletContract
import OutletEngine
import OutletWire
import Testing

/// A mistake in the query of a control call is refused with the word that was meant.
@Suite("The queries of control calls")
struct ControlQueryTests {
    /// A path that leads to the call in a world with one exchange, one fault and one invoice at most.
    private static func path(_ call: ControlCall) -> String {
        "/__admin"
            + call.row.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
                part == "{n}" ? "1" : part == "{name}" ? "default" : part == "{id}" ? "x" : String(part)
            }.joined(separator: "/")
    }

    private static let closed = ControlCall.allCases.filter { !$0.row.isOpen }

    @Test("a parameter that the call does not have is refused by every call", arguments: closed)
    func unknown(call: ControlCall) {
        var client = Client()
        _ = client.get("/v1/auth/me")
        let reply = client.send(call.row.method, Self.path(call) + "?no-such=1")
        #expect(reply.status == 400)
        #expect(reply.json["details"]?["no-such"]?.string?.hasPrefix("is not a parameter of this call") == true)
    }

    @Test(
        "a parameter that is nearly one is told",
        arguments: closed.flatMap { call in call.queryShape.fields.map { (call, $0.name) } })
    func nearest(call: ControlCall, name: String) {
        var client = Client()
        let reply = client.send(call.row.method, Self.path(call) + "?\(name)x=1")
        #expect(reply.json["details"]?["\(name)x"]?.string?.hasSuffix("did you mean '\(name)'?") == true)
    }

    @Test(
        "a value that is nearly right is told what it should be",
        arguments: [
            ("wait?calls=createRentl", "calls", "did you mean 'createRental'?"),
            ("wait?calls=*&error=rate_limitd", "error", "did you mean 'rate_limited'?"),
            ("wait?calls=*&times=1&times=2", "times", "is given twice; give it once"),
            ("wait?calls=*&timeout=11m", "timeout", "must be a duration of at most \"10m\", or a number of seconds"),
            ("wait?calls=*&timeout=-1", "timeout", "must not be negative"),
            ("requests?operation=createRentl", "operation", "did you mean 'createRental'?"),
            ("requests?error=bad_mock_heder", "error", "did you mean 'bad_mock_header'?"),
            ("requests?fault=slwo", "fault", "this world has no such fault; did you mean 'slow'?"),
            ("requests/stream?fault=slwo", "fault", "this world has no such fault; did you mean 'slow'?"),
            ("outbox?to=ada+b@example.com", "to", "a '+' in a query means a blank: write %2B"),
        ])
    func values(query: String, field: String, ending: String) throws {
        var client = try Client(scenario: "{ faults: [{ id: 'slow', on: '*', delay: '1s' }] }")
        let reply = client.get("/__admin/\(query)")
        #expect(reply.status == 400)
        #expect(reply.json["details"]?[field]?.string?.hasSuffix(ending) == true, "\(reply.json.text)")
    }

    @Test("each stands in OpenAPI, and nothing else does", arguments: ControlCall.allCases)
    func documented(call: ControlCall) {
        var client = Client()
        let document = client.get("/__admin/control.openapi.json").json
        let path = document["paths"]?["/__admin\(call.row.path)"]?[call.row.method.name.lowercased()]
        let names = (path?["parameters"]?.array ?? []).filter { $0["in"] == "query" }.compactMap { $0["name"]?.string }
        #expect(names == call.queryShape.fields.map(\.name))
    }

    @Test("a length of time is text or a number of seconds")
    func durations() {
        var client = Client()
        for by: JSON in ["90s", "1m30s", "1.5m", 90, .decimal("90.0"), "90.000s"] {
            let before = client.clockMilliseconds()
            #expect(client.post("/__admin/clock/advance", ["by": by]).status == 200)
            #expect(client.clockMilliseconds() - before == 90_000, "\(by.text)")
        }
        let refused: [(JSON, String)] = [
            ("3651d", "must be a duration of at most \"3650d\", or a number of seconds"),
            ("0.0001s", "must be a duration of whole milliseconds, or a number of seconds"),
            (-1, "must not be negative"), (true, "must be a duration or a number of seconds, not a boolean"),
            (
                .decimal("1e3"),
                "must be a duration such as \"250ms\", \"1.5s\", \"1m30s\", \"1h\" or \"7d\", or a number of seconds"
            ),
        ]
        for (by, sentence) in refused {
            let reply = client.post("/__admin/clock/advance", ["by": by])
            #expect(reply.json["details"]?["by"]?.string == sentence)
        }
    }
}

extension Client {
    fileprivate mutating func clockMilliseconds() -> Int {
        get("/__admin/clock").json["now"]?.string.flatMap(Instant.init(iso8601:))?.milliseconds ?? -1
    }
}
