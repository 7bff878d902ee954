import OutletScenarios
import OutletWire
import Testing

@testable import gpuoutlet_mock

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The command as a whole, on clients of a line.
@Suite("explore")
struct ExploreCommandTests {
    private let folder: TemporaryFolder
    private var out: String { folder.path("out") }

    init() throws { folder = try TemporaryFolder() }

    /// Asks who it is, and gives up at the first failure.
    private var impatient: [String] {
        [
            "sh", "-c", "test \"$1\" = \"$MINE/auth/me\" && curl -sSf -m 1 -b sid=$GPUOUTLET_SESSION \"$1\"", "sh",
            "{url}/auth/me",
        ]
    }

    private func explore(_ options: String..., client: [String]) -> Captured {
        Captured.run(["explore", "--out", out] + options + ["--"] + client)
    }

    @Test(
        "finds what a client does wrong, writes it down, and shows it again", .enabled(if: ExploreCommandTests.hasCurl))
    func finds() throws {
        let run = explore("--depth=1", "--strict", "--url-variable", "MINE", "--retry-after=0", client: impatient)
        #expect(run.code == .failed, "\(run.errors)")
        #expect(run.output.contains("    me 1"))
        #expect(run.errors == "gpuoutlet-mock: the report is in \(out)/report.html\n")
        let report = try JSON.parse(try #require(folder.text("out/report.json")))
        let problem = try #require(report["problems"]?.array?.first)
        let file = try #require(problem["file"]?.string)
        #expect(
            run.output.contains("explore --replay \(out)/\(file) --retry-after=0 --strict --url-variable=MINE -- sh -c")
        )
        #expect(folder.text("out/report.html")?.hasPrefix("<!DOCTYPE html>") == true)
        #expect(folder.text("out/\(problem["log"]?.string ?? "")")?.contains("GET /v1/auth/me") == true)
        #expect(Captured.run("check", folder.path("out/\(file)")).code == .ok)

        let again = explore(
            "--replay", folder.path("out/\(file)"), "--strict", "--url-variable=MINE", "--retry-after=0",
            client: impatient)
        #expect(again.code == .failed, "\(again.errors)")
        #expect(again.output.contains("  <- me 1: "))
    }

    @Test(
        "the same client gives the same report but for times, over an older one",
        .enabled(if: ExploreCommandTests.hasCurl))
    func deterministic() throws {
        func report() throws -> JSON {
            let run = explore("--depth=1", "--url-variable=MINE", "--format=json", client: impatient)
            #expect(run.errors.hasPrefix("gpuoutlet-mock: the report is in"))
            var report = try #require(try JSON.parse(run.output).object)
            var summary = try #require(report["summary"]?.object)
            summary["seconds"] = nil
            report["summary"] = .object(summary)
            return .object(report)
        }
        #expect(try report() == report())
    }

    @Test("a client that fails while all is well cannot be judged")
    func baseline() {
        let run = explore(client: ["sh", "-c", "echo so sorry; exit 3"])
        #expect(run.code == .cannot)
        #expect(run.errors.contains("exit 3"))
        #expect(run.errors.contains("so sorry"))
        #expect(!Files.exists(out))
    }

    @Test(
        "what is wrong with the command line is said before anything runs",
        arguments: [
            (["explore"], "explore needs -- and behind it the command that runs the client"),
            (["explore", "python3", "client.py"], "explore does not know what to do with client.py"),
            (["explore", "--", "no-such-program"], "there is no program no-such-program in any folder of PATH"),
            (["explore", "healhty", "--", "true"], "unknown scenario healhty; did you mean healthy?"),
            (["explore", "--depth", "4", "--", "true"], "--depth takes a whole number from 1 to 3; it says '4'"),
            (
                ["explore", "--timeout", "30", "--", "true"],
                "--timeout takes a duration such as 30s, 1.5s or 10m; did you mean 30s?; it says '30'"
            ),
            (
                ["explore", "--crash-codes", "3,x", "--", "true"],
                "--crash-codes takes codes from 1 to 255 and ranges, such as 3,128-255; it says '3,x'"
            ),
            (["explore", "--replay", "x.json", "y", "--", "true"], "--replay names its scenario itself; leave y out"),
        ])
    func usage(arguments: [String], message: String) {
        let run = Captured.run(arguments)
        #expect(run.code == .usage)
        #expect(run.errors.hasPrefix("gpuoutlet-mock: \(message)\n"), "\(run.errors)")
    }

    @Test("a folder that holds anything else is left alone")
    func foreignFolder() throws {
        try folder.write("out/notes.txt", "mine")
        let run = explore(client: ["true"])
        #expect(run.code == .usage)
        #expect(
            run.errors.contains("\(out) holds notes.txt, which explore did not write; name another folder with --out"))
        #expect(folder.text("out/notes.txt") == "mine")
        let file = Captured.run("explore", "--out", folder.path("out/notes.txt"), "--", "true")
        #expect(file.errors.contains("notes.txt is no folder; name another with --out"))
    }

    private static var hasCurl: Bool { Files.isExecutable("/usr/bin/curl") }
}
