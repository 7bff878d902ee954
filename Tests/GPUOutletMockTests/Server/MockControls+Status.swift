import GPUOutletMock
import Testing

extension MockControls {
    /// The status of one call to the API over a socket, as the user `dev`; nil where the answer was lost.
    func answered(_ call: String, _ body: String = "", fields: String = "") throws -> Int? {
        let parts = call.split(separator: " ")
        let port = try #require(Int(address.split(separator: ":")[2].prefix { $0.isNumber }))
        let client = try TestClient(port: port)
        let prefix = address.split(separator: "/").dropFirst(2).map { "/\($0)" }.joined()
        client.send(
            "\(parts[0]) \(prefix)\(parts[1]) HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\n\(fields)"
                + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        return client.answer()?.status
    }

    /// The same, where an answer has to come.
    func status(_ call: String, _ body: String = "", fields: String = "") throws -> Int {
        try #require(try answered(call, body, fields: fields))
    }
}

/// Bodies of calls.
enum SomeBody {
    static let launch = #"{"familyId":"h100-80gb","gpuCount":1}"#
}
