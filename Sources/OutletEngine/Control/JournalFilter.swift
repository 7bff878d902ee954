import OutletContract
import OutletScenarios
import OutletWire

/// A filter for the journal: members of a query, and words that may be anywhere in an exchange.
struct JournalFilter: Sendable {
    /// One word of `text`.
    private struct Word: Sendable {
        /// The part of the exchange to search; nil for all of it.
        var subject: String?
        /// In lower case.
        var bytes: [UInt8]
        /// Whether the word must be absent.
        var isUnwanted = false
    }

    private let query: JSONObject
    private let words: [Word]

    /// - Parameter query: already checked by the call's shape.
    init(_ query: JSONObject) {
        self.query = query
        words = (query["text"]?.string ?? "").split(whereSeparator: \.isWhitespace).map(JournalFilter.word)
    }

    private static let subjects = [
        "operation", "method", "path", "user", "status", "error", "fault", "phase", "delivery", "number",
    ]

    /// Parses `status:503` or `-catalog`. If the text before a colon is not a subject, it belongs to the word.
    private static func word(_ text: Substring) -> Word {
        let isUnwanted = text.count > 1 && text.first == "-"
        let rest = isUnwanted ? text.dropFirst() : text
        let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, subjects.contains(parts[0].lowercased()) else {
            return Word(subject: nil, bytes: Array(rest.lowercased().utf8), isUnwanted: isUnwanted)
        }
        return Word(
            subject: parts[0].lowercased(), bytes: Array(parts[1].lowercased().utf8), isUnwanted: isUnwanted)
    }

    func admits(_ exchange: Exchange) -> Bool {
        func agrees(_ name: String, _ actual: @autoclosure () -> JSON?) -> Bool {
            query[name].map { $0 == actual() } ?? true
        }
        return agrees("operation", exchange.route.map { .string($0.operation.wireName) })
            && agrees("status", exchange.status.map(JSON.integer))
            && agrees("delivery", .string(exchange.deliveryState.rawValue))
            && agrees("trace", (exchange.traceContext?.traceID).map(JSON.string))
            && agrees("error", (exchange.error?.wireName).map(JSON.string))
            && (query["fault"]?.string.map { id in exchange.matches.contains { $0.fired && $0.faultID == id } } ?? true)
            && words.allSatisfy { $0.isUnwanted != JournalFilter.holds($0, in: exchange) }
    }

    private static func holds(_ word: Word, in exchange: Exchange) -> Bool {
        if let subject = word.subject {
            let number = subject == "number" || subject == "status"
            return texts(subject, of: exchange).contains { text in
                number ? Array(text.utf8) == word.bytes : text.utf8.holds(word.bytes)
            }
        }
        return subjects.contains { subject in texts(subject, of: exchange).contains { $0.utf8.holds(word.bytes) } }
            || exchange.query.utf8.holds(word.bytes) || exchange.request.body.holds(word.bytes)
            || exchange.response.body.holds(word.bytes)
            || (exchange.request.headerFields + exchange.response.headers).contains {
                $0.name.utf8.holds(word.bytes) || $0.value.utf8.holds(word.bytes)
            }
    }

    private static func texts(_ subject: String, of exchange: Exchange) -> [String] {
        switch subject {
        case "operation": exchange.route.map { [$0.operation.wireName] } ?? []
        case "method": [exchange.request.method.name]
        case "path": [exchange.path]
        case "user": exchange.user.map { [$0] } ?? []
        case "status": exchange.status.map { [String($0)] } ?? []
        case "error": exchange.error.map { [$0.wireName] } ?? []
        case "fault": exchange.matches.filter(\.fired).map(\.faultID)
        case "phase": [exchange.phase]
        case "delivery": [exchange.deliveryState.rawValue, exchange.delivery.ending.word ?? ""]
        default: [String(exchange.number)]
        }
    }
}

extension Collection<UInt8> {
    /// Whether these bytes contain `needle`, which is in lower case. ASCII case is ignored.
    fileprivate func holds(_ needle: [UInt8]) -> Bool {
        withContiguousStorageIfAvailable { JournalFilter.find(needle, in: $0) }
            ?? Array(self).withUnsafeBufferPointer { JournalFilter.find(needle, in: $0) }
    }
}

extension JournalFilter {
    fileprivate static func find(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = needle.first else { return true }
        guard bytes.count >= needle.count else { return false }
        for start in 0...(bytes.count - needle.count) where bytes[start].lowercasedASCII == first {
            var offset = 1
            while offset < needle.count, bytes[start + offset].lowercasedASCII == needle[offset] { offset += 1 }
            if offset == needle.count { return true }
        }
        return false
    }
}
