internal import OutletWire

/// One request with its reply, as a world's journal keeps it: who asked what, what was said, and why.
public struct MockExchange: Hashable, Sendable, CustomStringConvertible {
    /// From 1 in each world, since it was made or last reset; the answer's `X-Mock-Request`.
    public let number: Int
    /// The world's time when the request had arrived, in UTC: `2026-06-07T08:00:00.000Z`.
    public let at: String
    /// Which operation it was; nil where the path led to none.
    public let operation: MockOperation?
    /// `GET`, `POST`, …
    public let method: String
    /// Without the world's prefix and without the query: `/v1/rentals`.
    public let path: String
    /// As it was sent, without the question mark.
    public let query: String
    /// The signed-in user's address; nil for a caller without a valid session.
    public let user: String?
    /// The request's fields, by their names in lower case; several of one name are joined by commas.
    public let headers: [String: String]
    /// The request's body. One that is JSON comes without needless spaces; what is beyond 4 KiB is cut off.
    public let body: String
    /// The answer's status; nil where no whole answer arrived.
    public let status: Int?
    /// The answer's error code; nil for a success, and where no whole answer arrived.
    public let error: MockErrorCode?
    /// Whether a fault answered or broke the connection, and not the world's own state.
    public let isInjected: Bool
    /// The fault that answered.
    public let fault: String?
    /// What became of the answer: `delivered`, `lost`, or `pending` while it waits, drips or hangs.
    public let delivery: String
    /// How a fault broke the connection, in its own word: `reset`, `close`, `hang`, `early`, `truncate`, `stall`,
    /// `badChunk`, `last` or `garbage`.
    public let connection: String?
    /// How long after its request the client left, where it left before the whole answer was sent.
    public let leftAfter: Duration?
    /// How long faults made the answer wait.
    public let delay: Duration
    /// How long faults then made its body wait behind its head.
    public let bodyDelay: Duration
    /// Whether the operation took effect although the client was told something else, or nothing.
    public let isCommitted: Bool
    /// The answer's fields, in the form of `headers`; empty where none was sent.
    public let responseHeaders: [String: String]
    /// The answer's body, in the form of `body`.
    public let responseBody: String

    /// `17: POST /v1/rentals → 503 provider_pool_empty`
    public var description: String {
        let answer = [status.map { "\($0)" } ?? connection ?? delivery, error?.rawValue].compactMap(\.self).joined(
            separator: " ")
        return "\(number): \(method) \(path)\(query.isEmpty ? "" : "?")\(query) → \(answer)"
    }

    /// From an entry of `GET requests`.
    init(_ entry: JSON) {
        number = entry["number"]?.integer ?? 0
        at = entry["at"]?.string ?? ""
        operation = entry["operation"]?.string.map(MockOperation.init(rawValue:))
        method = entry["method"]?.string ?? ""
        path = entry["path"]?.string ?? ""
        query = entry["query"]?.string ?? ""
        user = entry["user"]?.string
        headers = MockExchange.fields(entry["request"])
        body = MockExchange.text(entry["request"])
        status = entry["status"]?.integer
        error = entry["error"]?.string.map(MockErrorCode.init(rawValue:))
        isInjected = entry["origin"]?.string == "injected"
        fault = entry["fault"]?.string
        delivery = entry["delivery"]?.string ?? ""
        connection = entry["connection"]?.string
        leftAfter = entry["leftAfterMilliseconds"]?.integer.map { .milliseconds($0) }
        delay = .milliseconds(entry["delayMilliseconds"]?.integer ?? 0)
        bodyDelay = .milliseconds(entry["bodyDelayMilliseconds"]?.integer ?? 0)
        isCommitted = entry["committed"]?.bool ?? false
        responseHeaders = MockExchange.fields(entry["response"])
        responseBody = MockExchange.text(entry["response"])
    }

    private static func fields(_ message: JSON?) -> [String: String] {
        let members = message?["headers"]?.object?.members ?? []
        return Dictionary(members.map { ($0, $1.string ?? "") }) { first, _ in first }
    }

    private static func text(_ message: JSON?) -> String {
        switch message?["body"] {
        case nil, .null: ""
        case .string(let text): text
        case let json?: json.text
        }
    }
}
