/// Bytes in, requests out: an HTTP/1.1 parser as a value, without sockets.
///
///     parser.append(bytes)
///     while let event = try parser.next() { … }
///
/// **Theory.** Bytes wait in one buffer. Three marks only move forward over it: `origin` is the start of the current
/// message (a head is kept together until it is complete), `cursor` is the end of what has been taken as lines or
/// chunks, and `searched` is how far the search for a line's end has come. Each byte is visited once to find the end of
/// its line and once to parse the line, so no way of splitting the input is slow.
///
/// Lines are checked one by one, as they become complete; rules that need several of them (Host, framing) are checked
/// at the empty line. So the answer to a broken request does not depend on how it was split, and a first byte that
/// cannot start a method (a TLS handshake) is refused without waiting for a line that never ends.
///
/// Lenient parsing allows request smuggling: two readers of the same bytes see different messages. So this parser is
/// strict wherever RFC 9112 leaves a choice; `WireError+Refusals.swift` lists what it refuses.
package struct RequestParser: Sendable {
    /// What `next` returns.
    package enum Event: Sendable {
        /// A head is complete and a body follows, which the request does not have yet. Now is the time to set
        /// `bodyLimitBytes`, and to answer `100 Continue` if the client waits for it.
        case head(Request)
        /// A request is complete.
        case request(Request)
    }

    /// The kind of bytes expected next.
    enum Stage: Hashable {
        case requestLine
        case fields
        case beforeBody(RequestHead.Framing)
        case content(Int)
        case chunkLine
        case chunkData(Int)
        case chunkEnd
        case trailer
    }

    /// The result of one step over the buffer.
    enum Progress {
        /// More bytes are needed.
        case starved
        case advanced
        /// The head of `request` is complete.
        case head
        /// All of `request` is complete.
        case request
    }

    package let limits: Limits
    /// The size limit of the current request's body. Returns to `limits.bodyBytes` with each request.
    package var bodyLimitBytes: Int

    var buffer: [UInt8] = []
    var origin = 0
    var cursor = 0
    var searched = 0
    var stage = Stage.requestLine
    var skippedEmptyLine = false
    var draft: HeadDraft?
    /// Heads parsed by this parser, or by others that used this cache before it.
    var recent = HeadCache()
    var request: Request?
    var body: [UInt8] = []
    var sectionBytes = 0
    var trailerCount = 0
    var extensionBytes = 0
    private var failure: WireError?

    package init(limits: Limits = Limits()) {
        self.limits = limits
        bodyLimitBytes = limits.bodyBytes
    }

    /// The number of appended bytes that belong to no event yet.
    package var bufferedByteCount: Int { buffer.count - (isInHead ? origin : cursor) }

    /// The request whose head is complete and whose body is not.
    package var head: Request? { isInHead ? nil : request }

    /// Whether the next bytes belong to a head, begun or not.
    package var isInHead: Bool {
        switch stage {
        case .requestLine, .fields: true
        default: false
        }
    }

    /// Whether no byte of the next request has arrived.
    package var isBetweenRequests: Bool { stage == .requestLine && cursor == buffer.count }

    /// Appends bytes from a socket. Not generic, because generics are not specialised across modules.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        dropFinished()
        buffer.append(contentsOf: bytes)
    }

    /// Appends bytes from anywhere else.
    package mutating func append(_ bytes: some Collection<UInt8>) {
        dropFinished()
        buffer.append(contentsOf: bytes)
    }

    /// Memory that parsers pass from one to the next, so that an idle one holds none.
    package struct Spare: Sendable {
        fileprivate var buffer: [UInt8] = []
        fileprivate var recent = HeadCache()

        package init() {}

        /// Whether its buffer is empty.
        package var isBlank: Bool { buffer.isEmpty }
    }

    /// Takes the buffer and the head cache from `spare`, unless the parser has its own.
    package mutating func borrow(_ spare: inout Spare) {
        if buffer.capacity == 0 { swap(&buffer, &spare.buffer) }
        if recent.isEmpty { swap(&recent, &spare.recent) }
    }

    /// Returns the memory to `spare` if no byte in it is needed any more.
    package mutating func giveBack(_ spare: inout Spare) {
        guard bufferedByteCount == 0, buffer.capacity > 0 else { return }
        dropFinished()
        if spare.buffer.capacity < buffer.capacity { swap(&buffer, &spare.buffer) }
        buffer = []
        if spare.recent.isEmpty { swap(&recent, &spare.recent) }
        recent = HeadCache()
    }

    /// Returns the next event, or nil if more bytes are needed. After an error, every call throws it again.
    package mutating func next() throws(WireError) -> Event? {
        if let failure { throw failure }
        do {
            return try step()
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func step() throws(WireError) -> Event? {
        while true {
            switch try take() {
            case .starved: return nil
            case .advanced: continue
            case .head:
                // Always so: the stages that report a head or a request have set it.
                guard let request else { preconditionFailure("What was found is there") }
                return .head(request)
            case .request:
                // Always so: the stages that report a head or a request have set it.
                guard let request = request.take() else { preconditionFailure("What was found is there") }
                return .request(request)
            }
        }
    }

    private mutating func take() throws(WireError) -> Progress {
        switch stage {
        case .requestLine: try takeRequestLine()
        case .fields: try takeFields()
        case .beforeBody(let framing): try startBody(framing)
        case .content(let length): takeContent(length)
        case .chunkLine: try takeChunkLine()
        case .chunkData(let left): takeChunkData(left)
        case .chunkEnd: try takeChunkEnd()
        case .trailer: try takeTrailer()
        }
    }

    /// The next line without its CRLF, or nil if its end has not arrived.
    mutating func nextLine(within limit: Int, orElse tooLong: () -> WireError) throws(WireError) -> Range<Int>? {
        let buffer = buffer
        return try buffer.withUnsafeBufferPointer { bytes throws(WireError) in
            try nextLine(in: bytes, within: limit, orElse: tooLong)
        }
    }

    /// The same for a caller that already has the buffer's bytes.
    @inline(__always) mutating func nextLine(
        in bytes: UnsafeBufferPointer<UInt8>, within limit: Int, orElse tooLong: () -> WireError
    ) throws(WireError) -> Range<Int>? {
        let longest = cursor + limit + 2  // where a line with its CRLF has to end
        let end = min(bytes.count, longest)
        let start = max(searched, cursor)
        let index = start < end ? bytes.firstIndex(of: .lineFeed, in: start..<end) : start
        searched = index
        guard index < end else {
            if bytes.count >= longest { throw tooLong() }
            return nil
        }
        guard index > cursor, bytes[index - 1] == .carriageReturn else { throw .bareLineFeed }
        let line = cursor..<index - 1
        cursor = index + 1
        searched = cursor
        return line
    }

    /// Completes the request and prepares for the next one.
    mutating func finish() -> Progress {
        request?.body = body
        body = []
        reset()
        return .request
    }

    /// Starts a new message at `cursor`.
    mutating func reset() {
        stage = .requestLine
        origin = cursor
        skippedEmptyLine = false
        sectionBytes = 0
        trailerCount = 0
        extensionBytes = 0
        bodyLimitBytes = limits.bodyBytes
    }

    /// Drops the bytes that no mark needs, once they are half of the buffer, so that moving the rest stays cheap.
    private mutating func dropFinished() {
        let done = isInHead ? origin : cursor
        guard done > 0, done >= buffer.count - done else { return }
        if done == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 16_384)
        } else {
            buffer.removeFirst(done)
        }
        origin = max(0, origin - done)
        cursor -= done
        searched = max(0, searched - done)
    }
}
