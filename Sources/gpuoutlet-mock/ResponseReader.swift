import OutletWire

/// Puts the bytes of one answer together until it is whole (RFC 9112 §6.3, the client's side).
struct ResponseReader {
    /// How the end of the body is known.
    private enum Framing {
        case length(Int)
        case chunked
        case untilClosed
    }

    private let isHead: Bool
    private var bytes: [UInt8] = []
    private var head: (status: Int, headers: [HeaderField], framing: Framing, bodyStart: Int)?

    init(isHead: Bool = false) { self.isHead = isHead }

    /// Takes what arrived; the answer as soon as it is whole.
    mutating func take(_ more: [UInt8]) throws(ClientError) -> Response? {
        bytes += more
        while head == nil {
            guard let end = endOfHead() else { return nil }
            let (status, headers) = try readHead(bytes[..<end])
            if (100..<200).contains(status) {
                bytes.removeFirst(end)
            } else {
                head = (status, headers, framing(status, headers), end)
            }
        }
        guard let head else { return nil }
        switch head.framing {
        case .length(let count):
            let end = head.bodyStart + count
            return bytes.count >= end ? response(Array(bytes[head.bodyStart..<end])) : nil
        case .chunked:
            return try unchunked(from: head.bodyStart).map(response)
        case .untilClosed:
            return nil
        }
    }

    /// The connection has ended: the answer, if that is how it was to end.
    mutating func finish() throws(ClientError) -> Response {
        if let head, case .untilClosed = head.framing { return response(Array(bytes[head.bodyStart...])) }
        if bytes.isEmpty { throw .unreachable("the connection ended without an answer") }
        throw .badAnswer("it ended after \(bytes.count) bytes")
    }

    private func response(_ body: [UInt8]) -> Response {
        Response(status: head?.status ?? 0, headers: head?.headers ?? [], body: body)
    }

    /// The offset behind the blank line.
    private func endOfHead() -> Int? {
        let blank = Array("\r\n\r\n".utf8)
        guard bytes.count >= blank.count else { return nil }
        let start = (0...(bytes.count - blank.count)).first { bytes[$0..<($0 + blank.count)].elementsEqual(blank) }
        return start.map { $0 + blank.count }
    }

    private func readHead(_ bytes: ArraySlice<UInt8>) throws(ClientError) -> (Int, [HeaderField]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw .badAnswer("its first line is '\(lines.first?.prefix(80) ?? "")'")
        }
        var headers: [HeaderField] = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw .badAnswer("a header line has no colon") }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers.append(HeaderField(String(line[..<colon]), String(value)))
        }
        return (status, headers)
    }

    private func framing(_ status: Int, _ headers: [HeaderField]) -> Framing {
        if isHead || status == 204 || status == 304 { return .length(0) }
        let fields = Response(status: status, headers: headers)
        if fields.header("Transfer-Encoding")?.lowercased() == "chunked" { return .chunked }
        if let length = fields.header("Content-Length").flatMap({ Int($0) }), length >= 0 { return .length(length) }
        return .untilClosed
    }

    /// The body without its chunk lines; nil while the last chunk is not here.
    private func unchunked(from start: Int) throws(ClientError) -> [UInt8]? {
        var body: [UInt8] = []
        var index = start
        while let lineEnd = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: bytes[index..<lineEnd], as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit }
            guard let count = Int(digits, radix: 16), count <= 1 << 30 else { throw .badAnswer("a chunk has no size") }
            let chunk = lineEnd + 1
            if count == 0 { return body }
            guard bytes.count >= chunk + count + 2 else { return nil }
            body += bytes[chunk..<(chunk + count)]
            index = chunk + count + 2
        }
        return nil
    }
}
