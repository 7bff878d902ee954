import OutletWire
import Testing

@testable import gpuoutlet_mock

/// What only a process of its own can show: its signals, its variables and its standard streams.
@Suite("The process")
struct ProcessTests {
    /// The program beside the tests that were built with it.
    private static let binary = {
        let folder = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return (folder + ["gpuoutlet-mock"]).joined(separator: "/")
    }()

    /// Runs a shell script in which `$mock` is the program; its output.
    private func shell(_ script: String) throws -> String {
        let result = try Subprocess.run(["sh", "-c", "mock='\(Self.binary)'; cd \"$1\"; \(script)", "sh", folder.path])
        return String(decoding: result.output, as: UTF8.self)
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("a signal to stop ends it with 0, also after one to reload", arguments: ["TERM", "INT"])
    func stopping(signal: String) throws {
        let output = try shell(
            """
            mkfifo ready
            $mock serve --port 0 --log off >ready & server=$!
            exec 3<ready; read -r line <&3
            kill -HUP $server; kill -\(signal) $server
            wait $server; echo "$? $line"; cat <&3
            """)
        #expect(output.hasPrefix("0 gpuoutlet-mock listening on http://localhost:"))
        #expect(output.split(separator: "\n").count == 1)
    }

    @Test("variables reach it, and a broken pipe does not end it before its time")
    func variables() throws {
        let output = try shell(
            """
            mkfifo ready
            GPUOUTLET_MOCK_PORT=0 GPUOUTLET_MOCK_LOG=json GPUOUTLET_MOCK_PORT_FILE=port $mock 2>/dev/null >ready & s=$!
            read -r line <ready
            $mock health --port "$(cat port)"; echo "health $?"
            kill -TERM $s; wait $s; echo "$? $line"
            """)
        #expect(output.contains("health 0\n0 gpuoutlet-mock listening on http://localhost:"))
    }

    @Test("with --exit-with-stdin it stops in order when whoever started it is gone, however suddenly")
    func standardInput() throws {
        let output = try shell(
            """
            mkfifo ready held
            $mock serve --port 0 --log off --exit-with-stdin <held >ready & server=$!
            exec 5>held 3<ready; read -r line <&3
            sleep 1000 >/dev/null 5>&5 & parent=$!; exec 5>&-
            $mock health "${line##* }"
            kill -KILL $parent; wait $parent 2>/dev/null
            wait $server; echo "gone $?"
            """)
        #expect(output.contains(" is ready\ngone 0\n"))
    }

    @Test(
        "a trap ends it with 70, a line on standard error, and no port file",
        arguments: ["ILL", "TRAP", "SEGV", "BUS", "FPE", "ABRT"])
    func trap(signal: String) throws {
        let output = try shell(
            """
            mkfifo ready
            $mock serve --port 0 --log off --port-file port >ready 2>err & server=$!
            read -r line <ready
            kill -\(signal) $server
            wait $server; echo $?; cat err; ls
            """)
        #expect(
            output == """
                70
                gpuoutlet-mock 1.0.0: ended by SIG\(signal), a bug of its own; please report it
                err
                ready

                """)
    }

    /// A trap is hidden in builds for developers; see `CrashNotes`.
    @Test(
        "a trap in the midst of a request ends it with 70, the lines of the log, and the request's number and world",
        arguments: [("precondition", "ILL"), ("overflow", "SEGV")])
    func trapInRequest(kind: String, signal: String) throws {
        let port = try shell(
            """
            mkfifo ready code
            (GPUOUTLET_MOCK_TRAP=getCard=\(kind) $mock serve --port 0 --port-file port >ready 2>err; echo $? >code) \
                >>err 2>&1 </dev/null &
            read -r line <ready; cat port
            """)
        let url = try #require(ServerURL("http://localhost:\(port.dropLast())"))
        let cookie = [HeaderField("Cookie", "sid=dev")]
        let first = Request(method: .get, target: "/@crash/v1/auth/me", headers: cookie)
        #expect(try HTTPClient().send(first, to: url).status == 200)
        let second = Request(method: .get, target: "/@crash/v1/billing/card", headers: cookie)
        #expect(throws: ClientError.self) { try HTTPClient().send(second, to: url) }
        let lines = try shell("cat code; ls; cat err").split(separator: "\n").map(String.init)
        #expect(lines.prefix(4) == ["70", "code", "err", "ready"])
        #expect(lines.contains { $0.contains("crash") && $0.contains("me") && $0.contains("200") }, "\(lines)")
        #expect(
            lines.last
                == "gpuoutlet-mock 1.0.0: ended by SIG\(signal) in getCard, request 2 of the world 'crash', a bug of "
                + "its own; please report it")
    }

    @Test("a signal ends explore and its clients, and says what is known", arguments: ["TERM", "INT"])
    func explore(signal: String) throws {
        let output = try shell(
            """
            mkfifo ready
            $mock explore -- sh -c 'echo $$ >ready; exec sleep 1000' 2>err & search=$!
            read -r client <ready
            kill -\(signal) $search; wait $search; echo $?
            kill -0 $client 2>/dev/null || echo gone
            cat err; ls
            """)
        #expect(
            output == """
                4
                gone
                gpuoutlet-mock: it was ended before the client's first two runs were over
                err
                ready

                """)
    }

    @Test("usage errors end it with 2")
    func usage() throws {
        #expect(try shell("$mock --prot 2>err; echo $?; head -1 err").hasPrefix("2\ngpuoutlet-mock: unknown option"))
    }
}
