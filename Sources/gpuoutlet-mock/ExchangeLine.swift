import OutletContract
import OutletEngine
import OutletWire

/// One line of the log: what was asked, what was answered, and which fault had a hand in it.
struct ExchangeLine {
    private let time: String
    private let request: Request
    private let reply: Reply

    init(_ request: Request, _ reply: Reply, at now: HostTime) {
        time = now.wall.iso8601Milliseconds
        self.request = request
        self.reply = reply
    }

    /// `2026-06-07T08:00:00.000Z POST /v1/rentals 503 provider_pool_empty fault=empty-twice world=default #17`
    var text: String {
        var words = [time, request.method.name, request.target, ending ?? "\(reply.response.status)"]
        if let error { words.append(error) }
        if let fault = reply.response.header("X-Mock-Fault-Id") { words.append("fault=\(fault)") }
        if reply.delivery.delayMilliseconds > 0 { words.append("delay=\(reply.delivery.delayMilliseconds)ms") }
        if let world = reply.response.header("X-Mock-World") { words.append("world=\(world)") }
        if let number = reply.response.header("X-Mock-Request") { words.append("#\(number)") }
        return words.joined(separator: " ")
    }

    var json: JSON {
        [
            "event": "exchange", "time": .string(time), "method": .string(request.method.name),
            "target": .string(request.target), "status": .integer(reply.response.status), "error": .optional(error),
            "connection": .optional(ending), "delayMilliseconds": .integer(reply.delivery.delayMilliseconds),
            "fault": .optional(reply.response.header("X-Mock-Fault-Id")),
            "world": .optional(reply.response.header("X-Mock-World")),
            "request": .optional(reply.response.header("X-Mock-Request").flatMap { Int($0) }),
        ]
    }

    /// How the connection fails; nil where the whole answer leaves.
    private var ending: String? {
        switch reply.delivery.ending {
        case .complete: nil
        case .reset: "reset"
        case .close: "close"
        case .hang: "hang"
        case .truncate: "truncate"
        case .garbage: "garbage"
        }
    }

    /// The code at the head of an error body; the body is not parsed for it.
    private var error: String? {
        let start = Array(#"{"error":""#.utf8)
        guard reply.response.status >= 400, reply.response.body.starts(with: start) else { return nil }
        let code = reply.response.body.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: code, as: UTF8.self)
    }
}
