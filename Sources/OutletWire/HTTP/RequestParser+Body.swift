/// The body: with a known length, or in chunks.
extension RequestParser {
    /// Called after the caller has seen the head and could set the limit.
    mutating func startBody(_ framing: RequestHead.Framing) throws(WireError) -> Progress {
        switch framing {
        // Always so: a head without a body never enters the stage `.beforeBody`.
        case .none: preconditionFailure("A request without a body ends with its head")
        case .length(let length):
            if length > bodyLimitBytes { throw .bodyTooLarge(bodyLimitBytes) }
            if length > RequestParser.gatheredBytes { body.reserveCapacity(length) }
            stage = .content(length)
        case .chunked: stage = .chunkLine
        }
        return .advanced
    }

    /// The largest body that is taken only when complete. Larger ones are copied as they arrive: copying one in a
    /// single step at its end would hold up all other connections.
    private static let gatheredBytes = 65_536

    mutating func takeContent(_ left: Int) -> Progress {
        let taken = min(left, buffer.count - cursor)
        let end = cursor + taken
        if body.isEmpty, left <= RequestParser.gatheredBytes {
            guard taken == left else { return .starved }
            body = buffer.withUnsafeBufferPointer { Array(UnsafeBufferPointer(rebasing: $0[cursor..<end])) }
        } else {
            guard taken > 0 else { return .starved }
            body.append(contentsOf: buffer[cursor..<end])
        }
        cursor = end
        if taken == left { return finish() }
        stage = .content(left - taken)
        return .advanced
    }

    /// Takes a chunk's size and its extensions.
    mutating func takeChunkLine() throws(WireError) -> Progress {
        let limit = limits.chunkLineBytes
        guard let line = try nextLine(within: limit, orElse: { .chunkLineTooLong(limit) }) else { return .starved }
        let chunk = try ChunkLine(buffer[line])
        extensionBytes += chunk.extensionByteCount
        if extensionBytes > limits.chunkExtensionBytes { throw .chunkExtensionsTooLong(limits.chunkExtensionBytes) }
        if chunk.size > bodyLimitBytes - body.count { throw .bodyTooLarge(bodyLimitBytes) }
        stage = chunk.size == 0 ? .trailer : .chunkData(chunk.size)
        return .advanced
    }

    /// Takes as much of a chunk's data as has arrived.
    mutating func takeChunkData(_ left: Int) -> Progress {
        let taken = min(left, buffer.count - cursor)
        guard taken > 0 else { return .starved }
        body.append(contentsOf: buffer[cursor..<cursor + taken])
        cursor += taken
        stage = taken == left ? .chunkEnd : .chunkData(left - taken)
        return .advanced
    }

    mutating func takeChunkEnd() throws(WireError) -> Progress {
        if cursor < buffer.count, buffer[cursor] != .carriageReturn { throw .malformedChunkEnd }
        guard buffer.count - cursor >= 2 else { return .starved }
        guard buffer[cursor + 1] == .lineFeed else { throw .malformedChunkEnd }
        cursor += 2
        stage = .chunkLine
        return .advanced
    }

    /// Takes one trailer field or the empty line at the end. Trailer fields are parsed, checked against the rules and
    /// limits of all fields, and discarded (RFC 9110 §6.5.1).
    mutating func takeTrailer() throws(WireError) -> Progress {
        let limit = limits.headerSectionBytes
        guard let line = try nextLine(within: limit - sectionBytes, orElse: { .headerSectionTooLong(limit) }) else {
            return .starved
        }
        if line.isEmpty { return finish() }
        sectionBytes = min(limit, sectionBytes + line.count + 2)
        trailerCount += 1
        if trailerCount > limits.headerFieldCount { throw .tooManyFields(limits.headerFieldCount) }
        _ = try buffer.withUnsafeBufferPointer { bytes throws(WireError) in
            try FieldLine(bytes, line: line, isFirst: false)
        }
        return .advanced
    }
}
