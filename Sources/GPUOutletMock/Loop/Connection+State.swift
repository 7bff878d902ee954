internal import OutletWire

extension Connection {
    /// What the connection is doing.
    enum State {
        /// Between requests or in the middle of one. Requests are taken only in this state.
        case reading
        /// An answer, the rest of it or the end behind it is delayed on purpose.
        case waiting(until: TransportInstant, Outgoing)
        case dripping(Drip)
        /// Nothing, or nothing more, will ever be sent.
        case hanging
        /// Another request completes the answer.
        case held(Response.Framing, until: TransportInstant)
        /// A comment is due if nothing is sent until `quietUntil`.
        case streaming(droppedCount: Int, quietUntil: TransportInstant)
        /// No more input is taken. The output is sent, then the connection ends.
        case finishing(End)
        /// Our side is shut. Input is discarded until the client shuts its side.
        case lingering(until: TransportInstant)
        case closed
    }

    enum End {
        case close
        case reset
    }

    /// The bytes of an answer, how fast they are sent, and what follows them.
    struct Outgoing {
        enum After {
            case nextRequest
            case end(End)
            /// Nothing is sent, and the connection stays open.
            case silence
            /// The rest of the same answer, or, without bytes, what follows it.
            indirect case pause(milliseconds: Int, Outgoing)
        }

        var bytes: [UInt8]
        var bytesPerSecond: Int?
        var after: After

        /// Whether the answer has no bytes left and the connection ends next.
        var isEnd: Bool {
            if case .end = after { bytes.isEmpty } else { false }
        }

        /// Delays the bytes from `offset` on by this much after those before them are sent.
        mutating func pause(at offset: Int, milliseconds: Int) {
            var rest = self
            rest.bytes.removeFirst(offset)
            bytes.removeLast(bytes.count - offset)
            after = .pause(milliseconds: milliseconds, rest)
        }
    }

    /// An answer that is sent a few bytes at a time.
    struct Drip {
        let outgoing: Outgoing
        private let start: TransportInstant
        private let bytesPerSecond: Int
        private var sent = 0

        /// The number of steps per second. Finer ones cost wake-ups and look the same to a client.
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
