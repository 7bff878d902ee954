package import OutletContract
import OutletScenarios
import OutletWire

/// One exchange as a line of the log, without its newline.
package enum LogLine {
    package enum Form: String, Sendable {
        case text
        case json
    }

    /// - Parameter wall: the host's time, which is shown beside the world's.
    package static func line(_ form: Form, _ exchange: Exchange, world: String, wall: Instant) -> String {
        switch form {
        case .text: text(exchange, world: world, wall: wall)
        case .json: json(exchange, world: world, wall: wall)
        }
    }

    /// A line for people, the host's time first, then the world's:
    /// `14:03:07.120  08:00:01.250  checkout-17  POST    /v1/rentals  503 provider_pool_empty  empty-twice  +250 ms`.
    package static func text(_ exchange: Exchange, world: String, wall: Instant) -> String {
        var line =
            "\(clock(wall))  \(clock(exchange.at))  \(world.padded(to: 12))  \(exchange.request.method.name.padded(to: 6))  "
        line += shown(exchange.path).padded(to: 28) + "  "
        line += exchange.delivery.sendsResponse ? "\(exchange.response.status)" : "---"
        if let word = exchange.delivery.ending.word { line += " \(word)" }
        if exchange.delivery.sendsResponse, let error = exchange.said { line += " \(error.wireName)" }
        for id in firedFaults(exchange) { line += "  [\(id)]" }
        if exchange.delay > .zero { line += "  +\(exchange.delay.description)" }
        if exchange.bodyDelay > .zero { line += "  body +\(exchange.bodyDelay.description)" }
        if let speed = exchange.delivery.bytesPerSecond { line += "  \(speed) B/s" }
        if let trace = exchange.traceContext { line += "  trace \(trace.traceID)" }
        return line
    }

    /// A line for an answer that was pending when its exchange was logged and did not arrive; nil if it arrived.
    package static func loss(_ form: Form, _ exchange: Exchange, world: String, wall: Instant) -> String? {
        guard exchange.isLost, let words = exchange.lossWords else { return nil }
        switch form {
        case .text:
            let method = exchange.request.method.name
            return
                "\(clock(wall))  \(clock(exchange.end.at))  \(world.padded(to: 12))  \(method.padded(to: 6))  \(shown(exchange.path).padded(to: 28))  "
                + "request \(exchange.number) lost: \(words)"
        case .json:
            let entry: JSON = [
                "event": "delivery", "time": .string(exchange.end.at.iso8601Milliseconds),
                "wall": .string(wall.iso8601Milliseconds), "world": .string(world),
                "request": .integer(exchange.number), "delivery": .string(exchange.deliveryState.rawValue),
                "leftAfterMilliseconds": .optional(exchange.end.leftAfter?.milliseconds),
            ]
            return entry.text
        }
    }

    /// A line for machines: the same facts, always with the same keys in the same order, null for missing values.
    package static func json(_ exchange: Exchange, world: String, wall: Instant) -> String {
        let sends = exchange.delivery.sendsResponse
        let entry: JSON = [
            "event": "exchange", "time": .string(exchange.at.iso8601Milliseconds),
            "wall": .string(wall.iso8601Milliseconds), "world": .string(world),
            "request": .integer(exchange.number), "method": .string(exchange.request.method.name),
            "path": .string(exchange.path), "operation": .optional(exchange.route?.operation.wireName),
            "user": .optional(exchange.user),
            "status": .optional(sends ? exchange.response.status : nil),
            "error": .optional(sends ? exchange.said?.wireName : nil), "fault": .optional(exchange.fault),
            "fired": .array(firedFaults(exchange).map(JSON.string)),
            "delivery": .string(exchange.deliveryState.rawValue),
            "connection": .optional(exchange.delivery.ending.word),
            "delayMilliseconds": .integer(exchange.delay.milliseconds),
            "bodyDelayMilliseconds": .integer(exchange.bodyDelay.milliseconds),
            "traceparent": .optional(exchange.traceContext?.text),
        ]
        return entry.text
    }

    /// `08:00:01.250`
    private static func clock(_ moment: Instant) -> Substring { moment.iso8601Milliseconds.dropFirst(11).dropLast() }

    private static func firedFaults(_ exchange: Exchange) -> [String] {
        exchange.matches.filter(\.fired).map(\.faultID)
    }

    /// Replaces control characters with `?`: the path is the client's text and could move a terminal's cursor.
    private static func shown(_ path: String) -> String {
        guard path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return path }
        return String(decoding: path.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }
}
