import OutletWire
import Testing

@testable import gpuoutlet_mock

@Suite("Going through curl")
struct CurlTests {
    @Test("a request becomes curl's arguments, its body standard input")
    func arguments() throws {
        let server = try #require(ServerURL("https://api.example/@w"))
        let request = Request(method: .post, target: "/v1/x?a=b", headers: [HeaderField("A", "1")], body: [65])
        let words = Curl.arguments(request, server, .seconds(3))
        #expect(words.suffix(4) == ["--data-binary", "@-", "--", "https://api.example/@w/v1/x?a=b"])
        #expect(words.contains("A: 1"))
        #expect(words.contains("POST"))
    }

    @Test("a program's input, outputs and status are carried, however large")
    func subprocess() throws {
        let input = [UInt8](repeating: 65, count: 300_000)
        let result = try Subprocess.run(["sh", "-c", "cat; echo no >&2; exit 7"], input: input)
        #expect(result.output == input)
        #expect(result.error == Array("no\n".utf8))
        #expect(result.status == 7)
        #expect(throws: SystemError.self) { try Subprocess.run(["no-such-program-here"]) }
    }

    @Test("a program that writes without end is killed soon after the limit")
    func endless() throws {
        let result = try Subprocess.run(["sh", "-c", "exec yes"], mostOutput: 1 << 20)
        #expect(result.status == 128 + 9)
        #expect((1 << 20)...(1 << 21) ~= result.output.count)
    }
}
