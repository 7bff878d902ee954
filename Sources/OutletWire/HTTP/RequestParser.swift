/// Bytes in, requests out: HTTP/1.1 as a value, without a socket in sight.
///
///     parser.append(bytes)
///     while let event = try parser.next() { … }
///
/// **Theory.** The bytes wait in one buffer. Three marks move over it, never back: `origin` is where the message
/// that is being read starts (its head is kept together until it is complete), `cursor` is the end of what has been
/// taken as lines or chunks, and `searched` is how far a line's end has been looked for. A byte is looked at once to
/// find its line's end and once to read the line, so no way of cutting the input into pieces is slow.
///
/// Lines are judged one by one as they become complete, in the order of the message; what needs several of them
/// (Host, framing) is judged at the empty line. So the answer to a broken request does not depend on how it was cut,
/// and a first byte that cannot start a method (a TLS handshake) is refused without waiting for a line that never
/// ends.
///
/// Lenience is where request smuggling lives: two readers of the same bytes that see different messages. This parser
/// therefore takes the narrow reading wherever RFC 9112 leaves a choice; `WireError+Refusals.swift` is the list.
package struct RequestParser: Sendable {
    /// What `next` found.
    package enum Event: Sendable {
        /// A head is complete and a body follows. The request has no body yet. Now is the time to set
        /// `bodyLimitBytes`, and to answer `100 Continue` if the client waits for it.
        case head(Request)
        /// A request is complete.
        case request(Request)
    }

    /// What kind of bytes comes next.
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

    /// What one look at the buffer came to.
    enum Progress {
        /// More bytes are needed.
        case starved
        case advanced
        /// The head of `request`.
        case head
        /// All of `request`.
        case request
    }

    package let limits: Limits
    /// How large the body of the request at hand may be. Goes back to the standing limit with each request.
    package var bodyLimitBytes: Int

    var buffer: [UInt8] = []
    var origin = 0
    var cursor = 0
    var searched = 0
    var stage = Stage.requestLine
    var skippedEmptyLine = false
    var draft: HeadDraft?
    /// Heads that this parser, or others before it, have read.
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

    /// Bytes that were appended and belong to no event yet.
    package var bufferedByteCount: Int { buffer.count - (isInHead ? origin : cursor) }

    /// The request whose head is complete and whose body is not.
    package var head: Request? { isInHead ? nil : request }

    /// Whether a request has begun and its head is not complete.
    package var isInHead: Bool {
        switch stage {
        case .requestLine, .fields: true
        default: false
        }
    }

    /// Whether no byte of a next request has arrived.
    package var isBetweenRequests: Bool { stage == .requestLine && cursor == buffer.count }

    /// Takes what a socket gave. Not generic, because generics are not specialised across modules.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        dropFinished()
        buffer.append(contentsOf: bytes)
    }

    /// Takes bytes from anywhere else.
    package mutating func append(_ bytes: some Collection<UInt8>) {
        dropFinished()
        buffer.append(contentsOf: bytes)
    }

    /// What parsers hand on from one to the next, so that one that waits holds nothing.
    package struct Spare: Sendable {
        fileprivate var buffer: [UInt8] = []
        fileprivate var recent = HeadCache()

        package init() {}

        /// Whether no byte waits in it.
        package var isBlank: Bool { buffer.isEmpty }
    }

    /// Takes memory to buffer in from somebody who has it, unless there is some.
    package mutating func borrow(_ spare: inout Spare) {
        if buffer.capacity == 0 { swap(&buffer, &spare.buffer) }
        if recent.isEmpty { swap(&recent, &spare.recent) }
    }

    /// Gives the memory on if no byte in it is wanted any more.
    package mutating func giveBack(_ spare: inout Spare) {
        guard bufferedByteCount == 0, buffer.capacity > 0 else { return }
        dropFinished()
        if spare.buffer.capacity < buffer.capacity { swap(&buffer, &spare.buffer) }
        buffer = []
        if spare.recent.isEmpty { swap(&recent, &spare.recent) }
        recent = HeadCache()
    }

    /// The next event, or nil where more bytes are needed. After an error the parser is spent: it says the same again.
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

    /// The next line without its CRLF, or nil where its end has not arrived.
    mutating func nextLine(within limit: Int, orElse tooLong: () -> WireError) throws(WireError) -> Range<Int>? {
        let buffer = buffer
        return try buffer.withUnsafeBufferPointer { bytes throws(WireError) in
            try nextLine(in: bytes, within: limit, orElse: tooLong)
        }
    }

    /// The same for a caller that already looks at the buffer's bytes.
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

    /// Makes ready for the next request; this one is whole.
    mutating func finish() -> Progress {
        request?.body = body
        body = []
        reset()
        return .request
    }

    /// Everything up to `cursor` is done with; what follows is another message.
    mutating func reset() {
        stage = .requestLine
        origin = cursor
        skippedEmptyLine = false
        sectionBytes = 0
        trailerCount = 0
        extensionBytes = 0
        bodyLimitBytes = limits.bodyBytes
    }

    /// Frees what no mark needs. Half of the buffer has to be done with, so that moving the rest stays cheap.
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
