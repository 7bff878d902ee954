import OutletContract
import OutletEngine
import OutletWire
import Testing

@testable import gpuoutlet_mock

@Suite("Reading a command line")
struct CommandLineReaderTests {
    private func read(
        _ arguments: [String], environment: [String: String] = [:], paths: [String] = []
    ) throws -> Invocation {
        let action = try CommandLineReader.read(arguments, environment: environment) { paths.contains($0) }
        guard case .run(let invocation) = action else { throw UsageError("not an invocation: \(action)") }
        return invocation
    }

    private func refusal(of arguments: [String], environment: [String: String] = [:]) -> String? {
        do throws(UsageError) {
            _ = try CommandLineReader.read(arguments, environment: environment) { _ in false }
            return nil
        } catch {
            return error.message
        }
    }

    @Test("nothing at all means serve, with every default of the table")
    func defaults() throws {
        let invocation = try read([])
        #expect(invocation.command == .serve)
        #expect(invocation.operands == [])
        for option in Option.taken(by: .serve) { #expect(invocation.given(option) == nil) }
        #expect(invocation.integer(.port) == 4429)
        #expect(invocation.text(.host) == "localhost")
        #expect(invocation.text(.log) == "text")
        #expect(!invocation.isOn(.watch))
    }

    @Test(
        "a first operand that is a path is served",
        arguments: ["./scenarios", "pool-empty.json", "/tmp/x", "folder"])
    func path(operand: String) throws {
        let invocation = try read([operand, "other"], paths: ["folder"])
        #expect(invocation.command == .serve)
        #expect(invocation.operands == [operand, "other"])
    }

    @Test("every command is known by its name", arguments: Command.allCases)
    func commands(command: Command) throws {
        let operands = Array(repeating: "x", count: command.row.operandCount.lowerBound)
        #expect(try read([command.rawValue] + operands).command == command)
    }

    @Test("every option is read from its flag, in both spellings, and from its variable", arguments: Option.allCases)
    func everyOption(option: Option) throws {
        let command = option.row.commands[0]
        let start = [command.rawValue] + Array(repeating: "x", count: command.row.operandCount.lowerBound)
        let text = OptionValueSample.of(option.value(in: command))
        #expect(try read(start + ["\(option.flag)=\(text)"]).given(option) == text)
        if option.row.value != .onOff {
            #expect(try read(start + [option.flag, text]).given(option) == text)
        } else {
            #expect(try read(start + [option.flag]).isOn(option))
        }
        #expect(try read(start, environment: [option.variable: text]).given(option) == text)
        if option != .adminToken {
            #expect(try read(start, environment: [option.variable: ""]).given(option) == nil)
        }
    }

    @Test("a flag beats its variable, and the last flag the ones before it")
    func precedence() throws {
        let environment = ["GPUOUTLET_MOCK_PORT": "1111", "GPUOUTLET_MOCK_WATCH": "yes"]
        #expect(try read(["--port", "2222"], environment: environment).integer(.port) == 2222)
        #expect(try read(["--port", "2222", "--port=3333"], environment: environment).integer(.port) == 3333)
        #expect(try read(["--watch=false"], environment: environment).isOn(.watch) == false)
        #expect(try read([], environment: environment).isOn(.watch))
    }

    @Test("a repeatable option gathers its flags, or its variable's words between commas")
    func repeatable() throws {
        let flags = try read(["--allow-origin", "http://a", "--allow-origin=http://b"])
        #expect(flags.list(.allowOrigin) == ["http://a", "http://b"])
        let variable = try read([], environment: ["GPUOUTLET_MOCK_ALLOW_ORIGIN": "http://a, http://b,"])
        #expect(variable.list(.allowOrigin) == ["http://a", "http://b"])
    }

    @Test("options may stand before, between and behind operands, and -- ends them")
    func indices() throws {
        let invocation = try read(["--port", "0", "serve", "a", "--log=off", "b", "--", "--watch"])
        #expect(invocation.operands == ["a", "b", "--watch"])
        #expect(invocation.integer(.port) == 0)
        #expect(!invocation.isOn(.watch))
    }

    @Test(
        "what is wrong is said with what would be right",
        arguments: [
            (["serv"], "unknown command serv; did you mean serve?"),
            (["frobnicate"], "unknown command frobnicate"),
            (["help", "chekc"], "unknown command or topic chekc; did you mean check?"),
            (["--prot", "1"], "unknown option --prot; did you mean --port?"),
            (["-p"], "unknown option -p"),
            (["--port"], "--port needs a value: --port N"),
            (["--port", "http"], "--port takes a whole number from 0 to 65535; it says 'http'"),
            (["--port=70000"], "--port takes a whole number from 0 to 65535; it says '70000'"),
            (["--seed", "-1"], "--seed takes a whole number from 0 up; it says '-1'"),
            (
                ["--speed", "0"],
                "--speed takes a number above 0 and at most 1000000, such as 1, 0.5 or 60; it says '0'"
            ),
            (
                ["--clock", "vertual"],
                "--clock takes live, virtual or an instant such as 2026-06-07T08:00:00Z; did you mean virtual?; it "
                    + "says 'vertual'"
            ),
            (["--log", "jsn"], "--log takes text, json or off; did you mean json?; it says 'jsn'"),
            (["--host="], "--host needs a value that is not empty; it says ''"),
            (["check"], "check needs PATH..."),
            (["check", "x", "--watch"], "--watch belongs to serve, not to check"),
            (["check", "x", "--format", "junit"], "--format takes text or json; it says 'junit'"),
            (["operations", "x"], "operations does not know what to do with x"),
            (["completion"], "completion needs bash|zsh"),
        ])
    func refusals(arguments: [String], message: String) {
        #expect(refusal(of: arguments) == message)
    }

    @Test("an empty variable is as good as none, but a server refuses an empty token")
    func emptyVariables() throws {
        #expect(try read(["serve"], environment: ["GPUOUTLET_MOCK_LOG": ""]).given(.log) == nil)
        #expect(try read(["report", "x"], environment: ["GPUOUTLET_MOCK_ADMIN_TOKEN": ""]).given(.adminToken) == nil)
        #expect(
            refusal(of: ["serve"], environment: ["GPUOUTLET_MOCK_ADMIN_TOKEN": ""])
                == "GPUOUTLET_MOCK_ADMIN_TOKEN needs a value that is not empty; it says ''")
        #expect(
            refusal(of: ["serve", "--admin-token", ""]) == "--admin-token needs a value that is not empty; it says ''")
    }

    @Test("a wrong variable is refused by its own name, a misspelt one is warned of, a stranger's is not")
    func variables() throws {
        #expect(
            refusal(of: [], environment: ["GPUOUTLET_MOCK_PORT": "x"])
                == "GPUOUTLET_MOCK_PORT takes a whole number from 0 to 65535; it says 'x'")
        let invocation = try read(
            [],
            environment: [
                "GPUOUTLET_MOCK_PROT": "1", "GPUOUTLET_MOCK_BINARY": "x", "GPUOUTLET_MOCK_URL": "x", "PATH": "/",
            ])
        #expect(
            invocation.warnings
                == ["no option reads the variable GPUOUTLET_MOCK_PROT; did you mean GPUOUTLET_MOCK_PORT?"])
    }

    @Test("what Kubernetes says of a service called as we are is not taken for the port", arguments: ["tcp", "udp"])
    func serviceLinks(scheme: String) throws {
        let link = ["GPUOUTLET_MOCK_PORT": "\(scheme)://10.0.0.1:4429", "GPUOUTLET_MOCK_SERVICE_HOST": "10.0.0.1"]
        let invocation = try read([], environment: link)
        #expect(invocation.integer(.port) == 4429)
        #expect(invocation.warnings == [])
    }

    @Test(
        "a number beyond its option's range ends the program with 2 and the range", arguments: Option.allCases)
    func numbersBeyond(option: Option) {
        let command = option.row.commands[0]
        let start = [command.rawValue] + Array(repeating: "x", count: command.row.operandCount.lowerBound)
        for text in OptionValueSample.beyond(option.row.value) {
            let result = Captured.run(start + ["\(option.flag)=\(text)"])
            #expect(result.code == .usage, "\(text)")
            let range = option.row.value.problem(with: text) ?? "a range"
            #expect(result.errors.contains("\(option.flag) \(range)"), "\(result.errors)")
            #expect(Captured.run(start, environment: [option.variable: text]).code == .usage, "\(text)")
        }
    }

    @Test("a server lives with a number at either end of its option's range", arguments: Option.taken(by: .serve))
    func numbersAtBounds(option: Option) throws {
        for text in OptionValueSample.bounds(option.row.value) {
            var engine = Engine(EngineConfiguration(try read(["\(option.flag)=\(text)"])))
            for (second, target) in ["/v1/auth/me", "/__admin/state", "/v1/listings", "/__admin/report"].enumerated() {
                let request = Request(method: .get, target: target, headers: [HeaderField("Host", "localhost")])
                let now = HostTime(
                    wall: Instant(milliseconds: 1_800_000_000_000 + second * 86_400_000),
                    monotonicNanoseconds: Int64(second) * 86_400_000_000_000)
                #expect(engine.reply(to: request, at: now).response.status < 500, "\(text) \(target)")
            }
        }
    }

    @Test(
        "a value that could never work is refused with the nearest that does",
        arguments: [
            ("--allow-origin", "https://app.example/", "did you mean https://app.example?"),
            ("--allow-origin", "app.example", "did you mean https://app.example?"),
            ("--allow-origin", "localhost:3000", "did you mean http://localhost:3000?"),
            ("--allow-origin", "https://app.example:443", "did you mean https://app.example?"),
            ("--allow-origin", "http://app.example:80/x?y#z", "did you mean http://app.example?"),
            ("--allow-origin", "https://ada@app.example", "did you mean https://app.example?"),
            ("--allow-origin", "*", "no '*' stands for several; give it once for each"),
            ("--allow-origin", "https://*.example", "no '*' stands for several; give it once for each"),
            ("--allow-origin", "https://a.example,https://b.example", "give it once for each"),
            ("--allow-origin", "https://b\u{FC}cher.example", "takes an origin such as https://app.example"),
            ("--allow-origin", "https://app.example:99999", "takes an origin such as https://app.example"),
            ("--app-url", "localhost:3000", "did you mean http://localhost:3000?"),
            ("--app-url", "http://localhost:3000/app?x=1", "did you mean http://localhost:3000/app?"),
            ("--app-url", "ftp://x", "takes an http or https URL without a query"),
            ("--host", "*", "did you mean 0.0.0.0?"), ("--host", "[::1]", "did you mean ::1?"),
            ("--host", "http://127.0.0.1:4429", "did you mean 127.0.0.1?"),
            ("--host", "example.com", "takes localhost or a numeric address"),
            ("--host", "LOCALHOST", "did you mean localhost?"),
            ("--clock", "Virtual", "did you mean virtual?"),
            ("--clock", "2026-06-07", "did you mean 2026-06-07T00:00:00Z?"),
            ("--log", "jsn", "did you mean json?"), ("--seed", "-1", "takes a whole number from 0 up"),
            ("--webhook-secret", "", "needs a value that is not empty"),
            ("--webhook-secret", "whsec_x ", "needs a value without spaces around it"),
            ("--default", " drill", "needs a value without spaces around it"),
            ("--admin-token", "Bearer x", "takes visible ASCII characters without spaces"),
            ("--admin-token", "", "needs a value that is not empty"),
        ])
    func neverWorks(flag: String, value: String, ending: String) {
        let message = refusal(of: ["serve", flag, value])
        #expect(message == "\(flag) \(message?.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "")")
        #expect(message?.contains("\(ending); it says '\(value)'") == true, "\(message ?? "nil")")
    }

    @Test(
        "origins that browsers send are taken",
        arguments: [
            "https://app.example", "http://localhost:3000", "HTTPS://App.Example:8443", "http://[::1]:3000",
            "capacitor://localhost", "chrome-extension://abcdef", "null",
        ])
    func origins(origin: String) throws {
        #expect(try read(["serve", "--allow-origin", origin]).list(.allowOrigin) == [origin])
    }

    @Test("a session that is a whole cookie is refused")
    func session() {
        #expect(refusal(of: ["conform", "http://x", "--session", "sid=dev"])?.contains("without sid=") == true)
        #expect(refusal(of: ["conform", "http://x", "--session", "a;b"])?.contains("a cookie's value") == true)
    }

    @Test("a flag is not taken for the value of the one before it")
    func swallowed() throws {
        #expect(refusal(of: ["--port-file", "--watch", "x.json"])?.contains("--watch is a flag") == true)
        #expect(try read(["--port-file=--watch", "x.json"]).given(.portFile) == "--watch")
    }
}
