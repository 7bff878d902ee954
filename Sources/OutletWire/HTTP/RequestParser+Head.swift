/// The request line and the fields.
extension RequestParser {
    /// Takes the request line, and the one empty line that may precede it (RFC 9112 §2.2).
    mutating func takeRequestLine() throws(WireError) -> Progress {
        let buffer = buffer  // held apart, so that the marks may move while its bytes are looked at
        return try buffer.withUnsafeBufferPointer { bytes throws(WireError) in
            guard cursor < bytes.count else { return .starved }
            if !skippedEmptyLine, let head = recent.match(bytes, from: cursor) {
                cursor += head.fields.bytes.count + 2
                searched = cursor
                return found(head)
            }
            try judgeFirstByte(bytes[cursor])
            let limit = limits.requestLineBytes
            let start = cursor
            let line = try nextLine(in: bytes, within: limit) {
                bytes[start..<start + limit].contains(.space) ? .requestLineTooLong(limit) : .methodTooLong
            }
            guard let line else { return .starved }
            if line.isEmpty {
                if skippedEmptyLine { throw .emptyLines }
                skippedEmptyLine = true
                origin = cursor
                return .advanced
            }
            draft = HeadDraft(try RequestLine(bytes, line: line), origin: origin)
            stage = .fields
            return .advanced
        }
    }

    private func judgeFirstByte(_ byte: UInt8) throws(WireError) {
        if byte.isTokenCharacter || byte == .carriageReturn || byte == .lineFeed { return }
        throw byte == 0x16 ? .tlsHello : .notHTTP  // RFC 8446 §5.1: 22 is a handshake record
    }

    /// Takes all field lines that have arrived, and the empty line that ends them.
    mutating func takeFields() throws(WireError) -> Progress {
        // Always so: the stage `.fields` begins where the draft is made.
        guard var draft else { preconditionFailure("Fields come only after a request line") }
        self.draft = nil  // so that there is one owner of what grows
        let buffer = buffer
        return try buffer.withUnsafeBufferPointer { bytes throws(WireError) in
            let limit = limits.headerSectionBytes
            while true {
                let left = limit - sectionBytes
                guard let line = try nextLine(in: bytes, within: left, orElse: { .headerSectionTooLong(limit) }) else {
                    self.draft = draft
                    return .starved
                }
                if line.isEmpty { return try finishHead(draft, bytes, endingAt: line.lowerBound) }
                sectionBytes = min(limit, sectionBytes + line.count + 2)
                if draft.fieldCount == limits.headerFieldCount { throw .tooManyFields(limits.headerFieldCount) }
                try draft.add(bytes, line: line, origin: origin)
            }
        }
    }

    private mutating func finishHead(
        _ draft: HeadDraft, _ bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int
    ) throws(WireError) -> Progress {
        let head = try draft.finish(bytes, origin..<end)
        recent.remember(head)
        return found(head)
    }

    /// Reports a head. `cursor` is after its empty line.
    private mutating func found(_ head: RequestHead) -> Progress {
        request = Request(head)
        if head.framing == .none {
            reset()
            return .request
        }
        sectionBytes = 0
        stage = .beforeBody(head.framing)
        return .head
    }
}
