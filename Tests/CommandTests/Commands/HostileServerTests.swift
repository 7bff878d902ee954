import Testing

@testable import gpuoutlet_mock

@Suite("Client commands at a hostile server")
struct HostileServerTests {
    private static let answers = [
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n",
            "its Content-Length is '9223372036854775807'"
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", "a chunk says '7fffffffffffffff"),
        ("SSH-2.0-\u{1B}[2Jx\r\n\r\n", "its first line is 'SSH-2.0-\\u{1B}[2Jx'"),
        ("HTTP/1.1 99999999999999999999 OK\r\n\r\n", "its first line is 'HTTP/1.1 99999999999999999999 OK'"),
        ("", "the connection ended without an answer"),
    ]

    @Test("health, report and conform end with 4 and say what is wrong", arguments: answers)
    func refused(answer: String, words: String) throws {
        let server = try HostileServer(answering: answer)
        for command in ["health", "report", "conform"] {
            let result = Captured.run(command, "http://127.0.0.1:\(server.port)")
            #expect(result.code == .cannot, "\(command)")
            #expect(result.errors.contains(words), "\(command): \(result.errors)")
        }
    }

    @Test("a report's words reach no terminal with control characters in them")
    func words() throws {
        let body = #"{"message":"no\u001b[2J"}"#
        let server = try HostileServer(
            answering: "HTTP/1.1 401 No\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        let result = Captured.run("report", "http://127.0.0.1:\(server.port)")
        #expect(result.code == .cannot)
        #expect(result.errors.hasSuffix(#"report: no\u{1B}[2J"# + "\n"))
    }
}
