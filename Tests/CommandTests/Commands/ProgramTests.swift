import OutletContract
import OutletWire
import Testing

@testable import gpuoutlet_mock

@Suite("The program")
struct ProgramTests {
    @Test("--version names the release", arguments: ["--version", "-V"])
    func version(flag: String) {
        let run = Captured.run(flag)
        #expect(run.output == "gpuoutlet-mock \(Product.version)\n")
        #expect(run.code == .ok)
    }

    @Test("usage errors exit 2, say so on standard error, and name the manual")
    func usage() {
        let run = Captured.run("check", "--prot")
        #expect(run.code == .usage)
        #expect(run.output == "")
        #expect(
            run.errors
                == "gpuoutlet-mock: unknown option --prot; did you mean --port?\nTry 'gpuoutlet-mock check --help'.\n")
    }

    @Test("errors names every code in every format", arguments: ["text", "json", "markdown"])
    func errors(format: String) {
        let run = Captured.run("errors", "--format", format)
        for code in ErrorCode.allCases {
            #expect(run.output.contains(code.wireName))
            #expect(run.output.contains(code.row.when) || format == "text")
        }
        #expect(run.code == .ok)
    }

    @Test("operations names every operation in every format", arguments: ["text", "json", "markdown"])
    func operations(format: String) {
        let run = Captured.run("operations", "--format", format)
        for operation in Operation.allCases {
            #expect(run.output.contains(operation.wireName))
            #expect(run.output.contains(operation.path))
        }
        #expect(run.code == .ok)
    }

    @Test("the tables as JSON have a row for each code and operation, tied to each other")
    func json() throws {
        let errors = try JSON.parse(Captured.run("errors", "--format=json").output)["errors"]?.array ?? []
        let operations = try JSON.parse(Captured.run("operations", "--format=json").output)["operations"]?.array ?? []
        #expect(errors.count == 26)
        #expect(operations.count == 30)
        let create = operations.first { $0["operation"] == "createRental" }
        #expect(create?["errors"]?.array?.contains("provider_pool_empty") == true)
        let empty = errors.first { $0["code"] == "provider_pool_empty" }
        #expect(empty?["retryAfterSeconds"] == 30)
        #expect(empty?["operations"] == ["previewRental", "createRental"])
    }

    @Test("health cannot reach a server that is not there")
    func health() {
        let run = Captured.run("health", "http://127.0.0.1:1")
        #expect(run.code == .cannot)
        #expect(run.errors == "gpuoutlet-mock: cannot reach http://127.0.0.1:1: Connection refused\n")
        #expect(Captured.run("health", "localhost:4429").code == .usage)
    }
}
