/// The reason why there is no usable answer from a server.
enum ClientError: Error, Hashable {
    case unreachable(String)
    case timedOut
    case badAnswer(String)
    case curlMissing(String)

    var message: String {
        switch self {
        case .unreachable(let reason): reason
        case .timedOut: "no answer in time"
        case .badAnswer(let reason): "the answer is not HTTP: \(reason)"
        case .curlMissing(let host): "\(host) is reached through curl, and there is none on PATH"
        }
    }
}
