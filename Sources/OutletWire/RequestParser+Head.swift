/// The request line and the fields.
extension RequestParser {
    /// Takes the request line, and the one empty line that may stand before it (RFC 9112 §2.2).
    mutating func takeRequestLine() throws(WireError) -> Progress {
        guard cursor < buffer.count else { return .starved }
        try judgeFirstByte(buffer[cursor])
        let limit = limits.requestLineBytes
        let start = cursor
        let bytes = buffer
        let line = try nextLine(within: limit) {
            bytes[start..<start + limit].contains(.space) ? .requestLineTooLong(limit) : .methodTooLong
        }
        guard let line else { return .starved }
        if line.isEmpty {
            if skippedEmptyLine { throw .emptyLines }
            skippedEmptyLine = true
            origin = cursor
            return .advanced
        }
        draft = HeadDraft(try RequestLine(buffer[line]))
        stage = .fields
        return .advanced
    }

    private func judgeFirstByte(_ byte: UInt8) throws(WireError) {
        if byte.isTokenCharacter || byte == .carriageReturn || byte == .lineFeed { return }
        throw byte == 0x16 ? .tlsHello : .notHTTP  // RFC 8446 §5.1: 22 is a handshake record
    }

    /// Takes one field line, or the empty line that ends them.
    mutating func takeField() throws(WireError) -> Progress {
        let limit = limits.headerSectionBytes
        guard let line = try nextLine(within: limit - sectionBytes, orElse: { .headerSectionTooLong(limit) }) else {
            return .starved
        }
        if line.isEmpty { return .found(try finishHead(endingAt: line.lowerBound)) }
        sectionBytes = min(limit, sectionBytes + line.count + 2)
        if draft?.fieldCount == limits.headerFieldCount { throw .tooManyFields(limits.headerFieldCount) }
        try draft?.add(buffer[line], origin: origin)
        return .advanced
    }

    private mutating func finishHead(endingAt end: Int) throws(WireError) -> Event {
        guard let draft else { preconditionFailure("Fields come only after a request line") }
        let (request, framing) = try draft.finish(buffer[origin..<end])
        self.draft = nil
        if framing == .none {
            reset()
            return .request(request)
        }
        self.request = request
        sectionBytes = 0
        stage = .beforeBody(framing)
        return .head(request)
    }
}
