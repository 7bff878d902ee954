internal import OutletWire

extension Connection {
    /// What the connection is doing.
    enum State {
        /// Between requests, or in the middle of one. The only state in which a request is taken.
        case reading
        /// An answer, the rest of it or the end behind it is late on purpose.
        case waiting(until: TransportInstant, Outgoing)
        case dripping(Drip)
        /// Nothing will ever come, or nothing more.
        case hanging
        /// Some other request completes the answer.
        case held(Response.Framing, until: TransportInstant)
        /// A comment is due when nothing was sent until then.
        case streaming(droppedCount: Int, quietUntil: TransportInstant)
        /// Nothing more is taken; what is in the output leaves, then the connection ends.
        case finishing(End)
        /// Our side is shut. What still arrives is thrown away until the client shuts its own.
        case lingering(until: TransportInstant)
        case closed
    }

    enum End {
        case close
        case reset
    }

    /// The bytes of an answer, how fast they leave, and what follows them.
    struct Outgoing {
        enum After {
            case nextRequest
            case end(End)
            /// Neither a byte nor an end.
            case silence
            /// More of the same answer, or, without bytes, what follows it.
            indirect case pause(milliseconds: Int, Outgoing)
        }

        var bytes: [UInt8]
        var bytesPerSecond: Int?
        var after: After

        /// Whether no byte is left of the answer, and the connection is to end.
        var isEnd: Bool {
            if case .end = after { bytes.isEmpty } else { false }
        }

        /// Has the bytes from `offset` on wait until that much has passed since those before it left.
        mutating func pause(at offset: Int, milliseconds: Int) {
            var rest = self
            rest.bytes.removeFirst(offset)
            bytes.removeLast(bytes.count - offset)
            after = .pause(milliseconds: milliseconds, rest)
        }
    }

    /// An answer that leaves a few bytes at a time.
    struct Drip {
        let outgoing: Outgoing
        private let start: TransportInstant
        private let bytesPerSecond: Int
        private var sent = 0

        /// How many steps a second has. Finer ones cost wake-ups and look the same to a client.
        private static let stepsPerSecond = 20

        init(_ outgoing: Outgoing, bytesPerSecond: Int, at now: TransportInstant) {
            self.outgoing = outgoing
            self.bytesPerSecond = min(max(bytesPerSecond, 1), 1_000_000_000)
            start = now
        }

        var isDone: Bool { sent == outgoing.bytes.count }

        /// When the next step's bytes are due.
        var nextMoment: TransportInstant {
            let step = max(1, bytesPerSecond / Self.stepsPerSecond)
            let target = min(sent + step, outgoing.bytes.count)
            return start.advanced(byMilliseconds: (target * 1000 + bytesPerSecond - 1) / bytesPerSecond)
        }

        mutating func takeDue(at now: TransportInstant) -> ArraySlice<UInt8> {
            let due = min(now.milliseconds(since: start) * bytesPerSecond / 1000, outgoing.bytes.count)
            defer { sent = max(sent, due) }
            return due > sent ? outgoing.bytes[sent..<due] : []
        }
    }
}
