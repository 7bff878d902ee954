import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A stub on Hummingbird, so on SwiftNIO, that gives canned answers from one event loop: HummingbirdPeer PORT FILE.
@main
enum HummingbirdPeer {
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
        let port = Int(arguments[1]) ?? 0
        let answers = try JSONDecoder().decode([Answer].self, from: Data(contentsOf: URL(filePath: arguments[2])))
        NIOSingletons.groupLoopCountSuggestion = 1
        let router = Router()
        for answer in answers {
            let headers = headers(answer)
            let body = ByteBuffer(string: answer.body)
            let method = HTTPRequest.Method(answer.method) ?? .get
            router.on(RouterPath(answer.path), method: method) { request, _ in
                for try await _ in request.body {}
                return Response(status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: body))
            }
        }
        var logger = Logger(label: "peer")
        logger.logLevel = .critical
        let address = BindAddress.hostname("127.0.0.1", port: port)
        let application = Application(
            router: router, configuration: .init(address: address, serverName: nil), logger: logger)
        try await application.runService()
    }

    private static func headers(_ answer: Answer) -> HTTPFields {
        var fields = HTTPFields()
        for header in answer.headers {
            guard let name = HTTPField.Name(header[0]) else { continue }
            fields[name] = header[1]
        }
        return fields
    }
}
