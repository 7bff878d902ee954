import OutletWire
import Synchronization
import Testing

@testable import gpuoutlet_mock

@Suite("Serving")
struct ServeCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Serves, runs one step after the other while the server is up, and stops it.
    private func serve(
        _ arguments: [String], _ steps: [(Server) throws -> ServerEvents.Event] = []
    ) throws -> Captured {
        let action = try CommandLineReader.read(["serve", "--port", "0"] + arguments, environment: [:])
        guard case .run(let invocation) = action else { throw UsageError("not an invocation") }
        let output = Captured.Texts()
        var rest = steps[...]
        var isTicking = false
        var isLast = false
        let events = ServerEvents(
            next: {
                let server = Server(output: output, isTicking: isTicking)
                guard let step = rest.popFirst() else { return .stop }
                do {
                    return try step(server)
                } catch {
                    Issue.record(error)
                    return .stop
                }
            }, startTicking: { isTicking = true }, endAtNextStop: { isLast = true })
        let code = try ServeCommand.run(invocation, streams: output.streams) { events }
        #expect(isLast || code != .ok)
        return output.captured(code)
    }

    /// What a step can see of the running server.
    private struct Server {
        let output: Captured.Texts
        let isTicking: Bool

        func url() throws -> ServerURL {
            let line = output.output.withLock { $0 }.split(separator: "\n").first ?? ""
            return try #require(ServerURL(String(line.dropFirst("gpuoutlet-mock listening on ".count))))
        }

        func get(_ target: String) throws -> Response {
            try HTTPClient().send(Request(method: .get, target: target), to: url())
        }
    }

    @Test("the ready line is the only one on standard output, and says where the server answers")
    func ready() throws {
        let run = try serve(
            [],
            [
                { server in
                    try #expect(server.get("/__admin/ready").status == 200)
                    let url = try server.url().description
                    #expect(Captured.run("health", url).code == .ok)
                    #expect(!server.isTicking)
                    return .stop
                }
            ])
        #expect(run.code == .ok)
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.errors.contains("0 scenarios loaded; worlds without a name run 'healthy'"))
        let url = run.output.split(separator: " ").last.map { $0.dropLast() } ?? ""
        #expect(run.errors.contains("the control panel is \(url)/__admin/\n"))
    }

    @Test("with a JSON log the line on standard output stays, and all on standard error is JSON, one object a line")
    func json() throws {
        let run = try serve(["--log", "json"])
        let rows = try run.errors.split(separator: "\n").map { try JSON.parse(String($0)) }
        #expect(rows.allSatisfy { $0["event"] != nil && $0["message"] != nil })
        let ready = try #require(rows.first { $0["event"] == "ready" })
        let url = "http://localhost:\(ready["port"]?.integer ?? 0)"
        #expect(ready["url"]?.string == url)
        #expect(run.output == "gpuoutlet-mock listening on \(url)\n")
    }

    @Test("the default can be a shipped scenario, and a name that is nearly one is refused")
    func shippedDefault() throws {
        let run = try serve(
            ["--default", "maintenance"],
            [
                { server in
                    try #expect(server.get("/v1/auth/me").status == 503)
                    return .stop
                }
            ])
        #expect(run.errors.contains("worlds without a name run 'maintenance'"))
        let refused = Captured.run("serve", "--default", "maintenence")
        #expect(refused.code == .usage)
        #expect(refused.errors.contains("unknown scenario maintenence; did you mean maintenance?"))
    }

    @Test("nothing to watch is refused")
    func watchNothing() {
        let run = Captured.run("serve", "--watch")
        #expect(run.code == .usage)
        #expect(run.errors.contains("--watch needs a SCENARIO to watch"))
    }

    @Test("with no log nothing is written but the ready line")
    func silent() throws {
        let run = try serve(
            ["--log", "off"],
            [
                { server in
                    _ = try server.get("/v1/auth/me")
                    return .stop
                }
            ])
        #expect(run.errors == "")
        #expect(run.output.hasPrefix("gpuoutlet-mock listening on http://localhost:"))
    }

    @Test("the port file is there while the server is, with the port and a newline")
    func portFile() throws {
        let path = folder.path("port")
        _ = try serve(
            ["--port-file", path],
            [
                { server in
                    let port = try server.url().port
                    #expect(folder.text("port") == "\(port)\n")
                    return .stop
                }
            ])
        #expect(folder.text("port") == nil)
        #expect(try serve(["--port-file", folder.path("no/such/folder")]).code == .cannot)
    }

    @Test("the first file named is the default scenario, and --default beats it")
    func defaultScenario() throws {
        try folder.write("a.json", "{}")
        try folder.write("b.json", "{}")
        #expect(try serve([folder.path]).errors.contains("2 scenarios loaded; worlds without a name run 'healthy'"))
        #expect(try serve([folder.path, folder.path("b.json")]).errors.contains("run 'b'"))
        #expect(try serve([folder.path("b.json"), folder.path, "--default", "a"]).errors.contains("run 'a'"))
        #expect(throws: UsageError("unknown scenario aa; did you mean a?", command: .serve)) {
            try serve([folder.path, "--default", "aa"])
        }
    }

    @Test("a scenario that does not load stops the start with 2, before anything listens")
    func broken() throws {
        try folder.write("a.json", "{ faults: [{ on: \"me\" }] }")
        let run = try serve([folder.path])
        #expect(run.code == .usage)
        #expect(run.output == "")
        #expect(run.errors.contains("a.json:1:"))
    }

    @Test("an address that cannot be listened on ends the start with 4")
    func cannotListen() throws {
        let run = try serve(["--host", "192.0.2.1"])
        #expect(run.code == .cannot)
        #expect(run.errors.hasPrefix("gpuoutlet-mock: cannot listen on 192.0.2.1"))
    }

    @Test("a reload takes what is right and tells what is not; the default survives its file")
    func reload() throws {
        try folder.write("a.json", "{}")
        let run = try serve(
            [folder.path("a.json"), folder.path, "--watch"],
            [
                { server in
                    #expect(server.isTicking)
                    try folder.write("b.json", "{ faults: 1 }")
                    return .tick
                },
                { _ in .tick },
                { _ in
                    try folder.remove("b.json")
                    try folder.remove("a.json")
                    return .reload
                },
                { server in
                    try #expect(server.get("/__admin/ready").status == 200)
                    return .stop
                },
            ])
        #expect(run.code == .ok)
        #expect(run.errors.contains("b.json:1:11: error: faults: "))
        #expect(run.errors.split(separator: "\n").count { $0.contains("again") } == 2)
    }
}
