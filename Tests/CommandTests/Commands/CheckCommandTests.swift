import OutletWire
import Testing

@testable import gpuoutlet_mock

@Suite("Checking scenarios")
struct CheckCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("good.json", #"{ example: [{ send: "GET /v1/auth/me", as: "dev@example.com" }] }"#)
    }

    @Test("what is right is said to be, with how far it was tried")
    func good() {
        let run = Captured.run("check", folder.path)
        #expect(run.output == "\(folder.path)/good.json: ok, 1 step\n1 scenario file: 1 passed, 0 failed\n")
        #expect(run.code == .ok)
    }

    @Test("all problems of all files are told, with their places, and the exit code is 1")
    func problems() throws {
        try folder.write("bad.json", "{\n  faults: [{ on: \"creatRental\", error: \"internal_error\", tmes: 1 }]\n}")
        let run = Captured.run("check", folder.path)
        #expect(run.code == .failed)
        #expect(run.output.contains("bad.json:2:18: error: faults[0].on: "))
        #expect(run.output.contains("bad.json:2:58: error: faults[0].tmes: "))
        #expect(
            run.output.hasSuffix(
                "2 scenario files: 1 passed, 1 failed\nfailed:\n  \(folder.path)/bad.json\n"))
    }

    @Test("an example that goes otherwise is told with what was expected and what came")
    func examples() throws {
        let step = #"{ send: "GET /v1/auth/me", as: "dev@example.com", answers: { status: 404, error: "not_found" } }"#
        try folder.write("rotten.json", "{ example: [\(step)] }")
        let run = Captured.run("check", folder.path)
        #expect(run.code == .failed)
        #expect(run.output.contains("rotten.json:1:72: example: example[0].answers: GET /v1/auth/me got a different"))
        #expect(run.output.contains("    expected: status 404, error not_found\n    actual:   status 200, no error\n"))
    }

    @Test("an example's body is held against the answer's values, however deep, and not only against its names")
    func exampleBodies() throws {
        let body = #"{ user: { email: "eve@example.com" } }"#
        let step = #"{ send: "GET /v1/auth/me", as: "dev@example.com", answers: { body: \#(body) } }"#
        try folder.write("rotten.json", "{ example: [\(step)] }")
        let run = Captured.run("check", folder.path)
        #expect(run.code == .failed)
        #expect(run.output.contains(#"expected: body.user.email "eve@example.com""#))
        #expect(run.output.contains(#"actual:   body.user.email "dev@example.com""#))
    }

    @Test("an example may lead the drill: move the phase, turn the dials")
    func drill() throws {
        let body = #"{ familyId: "b200", gpuCount: 1 }"#
        let call = #"{ send: "POST /v1/rentals/preview", as: "dev@example.com", body: \#(body)"#
        try folder.write(
            "drill.json",
            """
            {
              faults: [{ on: "rentals", phase: "outage", error: "provider_error" }],
              example: [
                \(call), answers: { status: 200 } },
                { given: { stock: { "b200": 0 } } },
                \(call), answers: { error: "provider_pool_empty" } },
                { phase: "outage" },
                { send: "POST /v1/rentals", as: "dev@example.com", body: \(body), answers: { error: "provider_error" } },
                { given: { maintenance: true } },
                { send: "GET /v1/rentals", as: "dev@example.com", answers: { error: "maintenance" } },
              ],
            }
            """)
        let run = Captured.run("check", folder.path("drill.json"))
        #expect(run.output == "\(folder.path)/drill.json: ok, 7 steps\n1 scenario file: 1 passed, 0 failed\n")
    }

    @Test("as JSON the same can be read by a program")
    func json() throws {
        try folder.write("bad.json", "{ faults: [] ")
        let run = Captured.run("check", folder.path, "--format", "json")
        let document = try JSON.parse(run.output)
        #expect(document["passed"] == 1)
        #expect(document["failed"] == 1)
        let bad = document["files"]?.array?.first
        #expect(bad?["ok"] == false)
        #expect(bad?["problems"]?.array?.first?["line"] == 1)
    }

    @Test("a path that is not there, or has no scenario in it, is a usage error")
    func nothing() throws {
        let empty = try TemporaryFolder()
        #expect(Captured.run("check", folder.path("nowhere")).code == .usage)
        #expect(Captured.run("check", empty.path).code == .usage)
    }

    @Test("scenarios lists what lies in a folder with its why, and the built-in one")
    func listing() throws {
        try folder.write("empty.json", #"{ why: "Nothing is left" }"#)
        let run = Captured.run("scenarios", folder.path)
        #expect(run.code == .ok)
        #expect(run.output.contains("\nempty "))
        #expect(run.output.contains("Nothing is left"))
        #expect(run.output.contains("(built in)"))
    }

    @Test("explain tells of one file, of a folder, and of the built-in scenario; and what is wrong, with 2")
    func explain() {
        #expect(Captured.run("explain", "healthy").output.hasPrefix("healthy\n"))
        #expect(Captured.run("explain", folder.path("good.json")).output.hasPrefix("good\n"))
        let run = Captured.run("explain", folder.path("nowhere.json"))
        #expect(run.code == .usage)
        #expect(run.errors == "\(folder.path)/nowhere.json: cannot be read: No such file or directory\n")
        #expect(run.output == "")
    }
}
