internal import OutletWire

/// One request and its reply, as recorded in a world's journal: who called, what was answered, and why.
public struct MockExchange: Hashable, Sendable, CustomStringConvertible {
    /// The number in its world, from 1 since the world was made or last reset; the answer's `X-Mock-Request`.
    public let number: Int
    /// The world's time when the request arrived, in UTC: `2026-06-07T08:00:00.000Z`.
    public let at: String
    /// The operation; nil if the request matched none.
    public let operation: MockOperation?
    /// The method: `GET`, `POST`, …
    public let method: String
    /// The path without the world's prefix and the query: `/v1/rentals`.
    public let path: String
    /// The query as it was sent, without the question mark.
    public let query: String
    /// The signed-in user's email address; nil if there was no valid session.
    public let user: String?
    /// The request's header fields by lowercase name; repeated fields are joined by commas.
    public let headers: [String: String]
    /// The request's body. JSON is shown without unneeded whitespace; anything beyond 4 KiB is cut off.
    public let body: String
    /// The answer's status; nil if no complete answer arrived.
    public let status: Int?
    /// The answer's error code; nil on success, and if no complete answer arrived.
    public let error: MockErrorCode?
    /// Whether a fault, and not the world's own state, gave the answer or broke the connection.
    public let isInjected: Bool
    /// The id of the fault that answered.
    public let fault: String?
    /// What became of the answer: `delivered`, `lost`, or `pending` while it waits, drips or hangs.
    public let delivery: String
    /// How a fault broke the connection: `reset`, `close`, `hang`, `early`, `truncate`, `stall`, `badChunk`, `last` or
    /// `garbage`.
    public let connection: String?
    /// How long after the request the client left, if it left before the whole answer was sent.
    public let leftAfter: Duration?
    /// How long faults delayed the answer.
    public let delay: Duration
    /// How long faults then delayed the body after the head.
    public let bodyDelay: Duration
    /// Whether the operation took effect although the client was told something else, or nothing.
    public let isCommitted: Bool
    /// The answer's header fields, in the same form as `headers`; empty if nothing was sent.
    public let responseHeaders: [String: String]
    /// The answer's body, in the same form as `body`.
    public let responseBody: String

    /// `17: POST /v1/rentals → 503 provider_pool_empty`
    public var description: String {
        let answer = [status.map { "\($0)" } ?? connection ?? delivery, error?.rawValue].compactMap(\.self).joined(
            separator: " ")
        return "\(number): \(method) \(path)\(query.isEmpty ? "" : "?")\(query) → \(answer)"
    }

    /// Creates an exchange from an entry of `GET requests`.
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
