import OutletContract
import OutletScenarios
import OutletWire

/// Views of a part of the journal, with one line for each exchange.
extension World {
    private static let linesAtOnce = 100
    private static let neighboursAtOnce = 10

    /// The answer to `GET requests/search`: the numbers of all matches, newest first, and lines for the first few.
    func search(_ query: JSONObject) -> JSON {
        let filter = JournalFilter(query)
        let limit = query["limit"]?.integer ?? World.linesAtOnce
        let until = query["until"]?.integer ?? .max
        var numbers: [JSON] = []
        var lines: [JSON] = []
        for number in (journal.numbers.map(Array.init) ?? []).reversed() {
            guard number > query["since"]?.integer ?? 0 else { break }
            guard let exchange = journal[number: number], filter.admits(exchange) else { continue }
            numbers.append(.integer(number))
            if number <= until, lines.count < limit { lines.append(.object(exchange.line)) }
        }
        return [
            "found": .integer(numbers.count), "numbers": .array(numbers), "requests": .array(lines),
            "total": .integer(journal.total), "evicted": .integer(journal.evicted),
            "marks": .array(journal.marks.suffix(limit).map(\.json)),
        ]
    }

    /// The answer to `GET requests/{n}/conversation`: up to `limit` exchanges on either side, oldest first, and itself.
    func conversation(around exchange: Exchange, limit: Int?) -> JSON {
        let limit = limit ?? World.neighboursAtOnce
        let client = Client(exchange)
        var before: [Exchange] = []
        var number = exchange.number - 1
        while before.count < limit, let other = journal[number: number] {
            if Client(other) == client { before.append(other) }
            number -= 1
        }
        var after: [Exchange] = []
        number = exchange.number + 1
        while after.count < limit, let other = journal[number: number] {
            if Client(other) == client { after.append(other) }
            number += 1
        }
        return [
            "client": .string(Client.name(of: exchange)),
            "requests": .array((before.reversed() + [exchange] + after).map { .object($0.line) }),
        ]
    }
}

extension Exchange {
    /// The entry without headers and bodies.
    var line: JSONObject {
        [
            "number": .integer(number), "at": .string(at.iso8601Milliseconds),
            "operation": .optional(route?.operation.wireName), "method": .string(request.method.name),
            "path": .string(path), "query": .string(query), "user": .optional(user), "status": .optional(status),
            "error": .optional(error?.wireName), "origin": .string(origin.rawValue), "fault": .optional(fault),
            "fired": .array(matches.filter(\.fired).map { .string($0.faultID) }), "phase": .string(phase),
            "delivery": .string(deliveryState.rawValue), "connection": .optional(delivery.ending.word),
            "milliseconds": .integer(waitMilliseconds), "committed": .bool(isCommitted),
        ]
    }
}
