import OutletWire

/// Assembles one answer from its bytes (RFC 9112 §6.3, the client's side). Any server may have sent it, so the lengths
/// it states are trusted only within the limits.
struct ResponseReader {
    /// The limit of an answer. A report of ten thousand worlds is far smaller.
    static let mostBytes = 64 << 20
    private static let mostHeadBytes = 64 << 10
    /// The limit of a chunk's size and extensions.
    private static let mostChunkLineBytes = 4 << 10

    static let tooLarge = ClientError.badAnswer("it is larger than \(mostBytes >> 20) MiB")

    /// How to find the end of the body.
    private enum Framing {
        case length(Int)
        case chunked
        case untilClosed
    }

    private let isHead: Bool
    private var bytes: [UInt8] = []
    /// The number of bytes received, including interim answers.
    private var received = 0
    /// The offset before which no blank line ends.
    private var searched = 0
    private var head: (status: Int, headers: [HeaderField], framing: Framing, bodyStart: Int)?
    /// The chunked body decoded so far, and the offset of the next chunk.
    private var chunked: (body: [UInt8], next: Int) = ([], 0)

    init(isHead: Bool = false) { self.isHead = isHead }

    /// Takes further bytes. Returns the answer once it is complete.
    mutating func take(_ more: [UInt8]) throws(ClientError) -> Response? {
        guard more.count <= ResponseReader.mostBytes - received else { throw ResponseReader.tooLarge }
        received += more.count
        bytes += more
        while head == nil {
            guard let end = endOfHead() else {
                if bytes.count <= ResponseReader.mostHeadBytes { return nil }
                throw .badAnswer("its head is larger than \(ResponseReader.mostHeadBytes >> 10) KiB")
            }
            let (status, headers) = try readHead(bytes[..<end])
            if (100..<200).contains(status) {
                bytes.removeFirst(end)
                searched = 0
            } else {
                head = (status, headers, try framing(status, headers), end)
                chunked.next = end
            }
        }
        guard let head else { return nil }
        switch head.framing {
        case .length(let count):
            let end = head.bodyStart + count
            return bytes.count >= end ? response(Array(bytes[head.bodyStart..<end])) : nil
        case .chunked:
            return try unchunked().map(response)
        case .untilClosed:
            return nil
        }
    }

    /// Takes the end of the connection. Returns the answer if its body lasts until then; throws otherwise.
    mutating func finish() throws(ClientError) -> Response {
        if let head, case .untilClosed = head.framing { return response(Array(bytes[head.bodyStart...])) }
        if received == 0 { throw .unreachable("the connection ended without an answer") }
        throw .badAnswer("it ended after \(Counted(received, "byte"))")
    }

    private func response(_ body: [UInt8]) -> Response {
        Response(status: head?.status ?? 0, headers: head?.headers ?? [], body: body)
    }

    /// Returns the offset after the blank line.
    private mutating func endOfHead() -> Int? {
        let blank = Array("\r\n\r\n".utf8)
        let last = min(bytes.count, ResponseReader.mostHeadBytes) - blank.count
        guard last >= searched else { return nil }
        let start = (searched...last).first { bytes[$0..<($0 + blank.count)].elementsEqual(blank) }
        searched = last + 1
        return start.map { $0 + blank.count }
    }

    private func readHead(_ bytes: ArraySlice<UInt8>) throws(ClientError) -> (Int, [HeaderField]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
            (100...999).contains(status)
        else {
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

    private func framing(_ status: Int, _ headers: [HeaderField]) throws(ClientError) -> Framing {
        if isHead || status == 204 || status == 304 { return .length(0) }
        let fields = Response(status: status, headers: headers)
        if fields.header("Transfer-Encoding")?.lowercased() == "chunked" { return .chunked }
        guard let text = fields.header("Content-Length") else { return .untilClosed }
        guard let length = Int(text), (0...ResponseReader.mostBytes).contains(length) else {
            throw .badAnswer("its Content-Length is '\(text.prefix(40))', not 0 to \(ResponseReader.mostBytes)")
        }
        return .length(length)
    }

    /// Returns the body without its chunk lines; nil until the last chunk has arrived.
    private mutating func unchunked() throws(ClientError) -> [UInt8]? {
        while chunked.next <= bytes.count {
            let start = bytes[chunked.next...].prefix(ResponseReader.mostChunkLineBytes)
            guard let lineEnd = start.firstIndex(of: UInt8(ascii: "\n")) else {
                if start.count < ResponseReader.mostChunkLineBytes { return nil }
                throw .badAnswer("a chunk's line is longer than \(ResponseReader.mostChunkLineBytes >> 10) KiB")
            }
            let line = String(decoding: bytes[chunked.next..<lineEnd], as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit }
            guard let count = Int(digits, radix: 16), count <= ResponseReader.mostBytes else {
                throw .badAnswer("a chunk says '\(line.prefix(40))', not its size in hexadecimal, up to 64 MiB")
            }
            if count == 0 { return chunked.body }
            let end = lineEnd + 1 + count
            guard bytes.count >= end + 2 else { return nil }
            chunked.body += bytes[(lineEnd + 1)..<end]
            chunked.next = end + 2
        }
        return nil
    }
}
