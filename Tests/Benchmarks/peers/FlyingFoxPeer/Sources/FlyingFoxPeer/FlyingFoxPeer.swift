import FlyingFox
import FlyingSocks
import Foundation

/// A stub on FlyingFox that gives canned answers: FlyingFoxPeer PORT FILE.
@main
enum FlyingFoxPeer {
    /// An answer as the benchmark writes it down; `*` in its path stands for one component.
    struct Answer: Decodable {
        let method: String
        let path: String
        let status: Int
        let headers: [[String]]
        let body: String
    }

    static func main() async throws {
        let arguments = CommandLine.arguments
        let port = UInt16(arguments[1]) ?? 0
        let answers = try JSONDecoder().decode([Answer].self, from: Data(contentsOf: URL(filePath: arguments[2])))
        let server = HTTPServer(address: .inet(port: port), logger: .disabled)
        for answer in answers {
            let response = response(answer)
            await server.appendRoute(HTTPRoute("\(answer.method) \(answer.path)")) { request in
                _ = try await request.bodyData
                return response
            }
        }
        try await server.run()
    }

    private static func response(_ answer: Answer) -> HTTPResponse {
        var headers = HTTPHeaders()
        for header in answer.headers { headers[HTTPHeader(header[0])] = header[1] }
        let phrase = answer.status == 200 ? "OK" : "Service Unavailable"
        let status = HTTPStatusCode(answer.status, phrase: phrase)
        return HTTPResponse(statusCode: status, headers: headers, body: Data(answer.body.utf8))
    }
}
