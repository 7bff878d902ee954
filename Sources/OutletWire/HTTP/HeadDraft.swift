/// A request head while its lines arrive, with the rules that span several fields.
struct HeadDraft {
    private let line: RequestLine
    /// The range of the target's authority, relative to the head's start, since the head may still move in the buffer.
    private let authority: Range<Int>?
    private var positions: [HeadFields.Position] = []
    private var hostIndex: Int?
    private var contentLength: Int?
    private var hasTransferEncoding = false

    var fieldCount: Int { positions.count }

    /// `origin` is where the head starts in the buffer.
    init(_ line: RequestLine, origin: Int) {
        self.line = line
        authority = line.authority.map { $0.lowerBound - origin..<$0.upperBound - origin }
        positions.reserveCapacity(12)
    }

    /// Adds one field line. `origin` is where the head starts in the buffer.
    mutating func add(
        _ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, origin: Int
    ) throws(WireError) {
        let field = try FieldLine(bytes, line: line, isFirst: positions.isEmpty)
        try notice(bytes, field)
        positions.append(HeadFields.Position(name: field.name, value: field.value, origin: origin))
    }

    /// Checks the length first, so that of a dozen fields only two or three are compared.
    private mutating func notice(_ bytes: UnsafeBufferPointer<UInt8>, _ field: FieldLine) throws(WireError) {
        switch field.name.count {
        case 4 where bytes.spells("host", in: field.name):
            if hostIndex != nil { throw .repeatedHost }
            guard HostSyntax.isValid(bytes, field.value) else { throw .malformedHost }
            hostIndex = positions.count
        case 14 where bytes.spells("content-length", in: field.name):
            if contentLength != nil { throw .repeatedContentLength }
            contentLength = try HeadDraft.length(bytes[field.value])
        case 17 where bytes.spells("transfer-encoding", in: field.name):
            hasTransferEncoding = true
        default: break
        }
    }

    /// Parses a `Content-Length`. A number that does not fit an `Int` becomes `.max`, which is above any limit.
    private static func length(_ digits: Slice<UnsafeBufferPointer<UInt8>>) throws(WireError) -> Int {
        if digits.contains(UInt8(ascii: ",")) { throw .repeatedContentLength }
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { throw .malformedContentLength }
        var number = 0
        for digit in digits {
            let (tenfold, overflowed) = number.multipliedReportingOverflow(by: 10)
            let (sum, exceeded) = tenfold.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
            if overflowed || exceeded { return .max }
            number = sum
        }
        return number
    }

    /// Returns the finished head, once its empty line has arrived. `range` runs from the method to the last field.
    func finish(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(WireError) -> RequestHead {
        if hostIndex == nil, !line.isHTTP10 { throw .missingHost }
        var fields = HeadFields(bytes: Array(UnsafeBufferPointer(rebasing: bytes[range])), positions: positions)
        if let authority {
            // RFC 9112 §3.2.2: the target's authority replaces the value of Host.
            if let hostIndex {
                fields.setValue(at: hostIndex, to: authority)
            } else {
                fields.append("Host", String(decoding: fields.bytes[authority], as: UTF8.self))
            }
        }
        return RequestHead(
            method: line.method, target: line.target, isHTTP10: line.isHTTP10, fields: fields,
            framing: try framing(fields), isVerbatim: authority == nil)
    }

    private func framing(_ fields: HeadFields) throws(WireError) -> RequestHead.Framing {
        guard hasTransferEncoding else {
            return contentLength.map { $0 == 0 ? .none : .length($0) } ?? .none
        }
        if contentLength != nil { throw .lengthAndTransferEncoding }
        if line.isHTTP10 { throw .transferEncodingInHTTP10 }
        let codings = fields.values(of: "transfer-encoding").joined(separator: ",").utf8
            .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { ArraySlice($0).trimmed }
            .filter { !$0.isEmpty }  // RFC 9110 §5.6.1: empty elements of a list are ignored
        let isChunked = codings.map { $0.equalsIgnoringCase("chunked".utf8) }
        // An unknown coding may be answered 501, but if the last one is not chunked, the answer must be 400.
        guard isChunked.last == true else { throw .notChunkedLast }
        if isChunked.dropLast().contains(true) { throw .chunkedTwice }
        if isChunked.count > 1 { throw .unknownTransferCoding }
        return .chunked
    }
}
