import OutletWire
import Testing

@Suite("The parser, over the whole table")
struct RequestParserCorpusTests {
    static let good = Array("GET /first HTTP/1.1\r\nHost: example.test\r\n\r\n".utf8)

    @Test("Every row has its outcome, however its bytes arrive", arguments: WireCase.all, Feeding.allCases)
    func outcome(row: WireCase, feeding: Feeding) throws {
        let reading: Reading
        switch feeding {
        case .whole: reading = Reading(row.bytes)
        case .byteByByte: reading = Reading(row.bytes, piecesOf: 1)
        case .behindAnotherRequest:
            var behind = Reading(Self.good + row.bytes)
            try #require(!behind.requests.isEmpty)
            #expect(behind.requests.removeFirst().target == "/first")
            reading = behind
        case .again:
            var spare = RequestParser.Spare()
            _ = Reading(row.bytes, &spare)
            reading = Reading(row.bytes, &spare)
        }
        try expect(reading, comesTo: row)
    }

    /// What is left of a request moves to the front of the buffer when the rest comes, wherever it was cut.
    @Test("Every row has its outcome, cut anywhere behind another request", arguments: WireCase.all)
    func cutBehindAnotherRequest(row: WireCase) throws {
        let long = Array("GET /first/\(String(repeating: "x", count: 200)) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        let count = row.bytes.count
        for cut in 0...count where cut <= 300 || cut >= count - 20 {
            var reading = Reading(long + row.bytes, cutAt: long.count + cut)
            try #require(!reading.requests.isEmpty)
            reading.requests.removeFirst()
            try expect(reading, comesTo: row, "cut after \(cut) bytes")
        }
    }

    private func expect(_ reading: Reading, comesTo row: WireCase, _ how: Comment? = nil) throws {
        switch row.outcome {
        case .accepted(let line, let body):
            #expect(reading.refusal == nil, how)
            let request = try #require(reading.requests.first, how)
            #expect(reading.requests.count == 1, how)
            #expect("\(request.method.name) \(request.target)" == line, how)
            #expect(String(decoding: request.body, as: UTF8.self) == body, how)
        case .refused(let status):
            #expect(reading.refusal?.status == status, how)
            #expect(reading.refusal?.source == row.rule, how)
            #expect(reading.requests.isEmpty, how)
        case .unfinished:
            #expect(reading.refusal == nil, how)
            #expect(reading.requests.isEmpty, how)
        }
    }

    @Test("What follows an accepted request is the next one", arguments: WireCase.all)
    func trailingRequest(row: WireCase) {
        guard case .accepted = row.outcome else { return }
        let reading = Reading(row.bytes + Self.good)
        #expect(reading.requests.count == 2)
        #expect(reading.requests.last?.target == "/first")
    }

    @Test("Every row names a section of an RFC", arguments: WireCase.all)
    func section(row: WireCase) throws {
        let section = try Regex(#"RFC (9110|9112|9113|6585|3986) §[0-9]+(\.[0-9]+)*"#)
        #expect(try section.wholeMatch(in: row.rule) != nil)
    }

    @Test("Every kind of oddity that has fooled a server has its rows", arguments: WireOddity.allCases)
    func kinds(oddity: WireOddity) {
        let rows = WireCase.all.filter(oddity.isShown)
        #expect(rows.count >= oddity.atLeast, "\(rows.count) rows show it")
    }

    @Test("Names are unique, so that a failure can be found, and rows are many")
    func uniqueNames() {
        #expect(WireCase.all.count >= 400)
        var seen: Set<String> = []
        for row in WireCase.all { #expect(seen.insert(row.name).inserted, "\(row.name) stands twice") }
    }
}
