/// How the bytes of a response leave. It is a value; the event loop carries it out on the transport clock, and no
/// lock is held and no thread sleeps meanwhile.
package struct Delivery: Hashable, Sendable {
    /// What becomes of the connection, and of the answer.
    package enum Ending: Hashable, Sendable {
        /// The whole response is sent and the connection goes on.
        case complete
        /// Not a byte of the response; the connection is torn down with a RST.
        case reset
        /// Not a byte of the response; the connection is closed with a FIN.
        case close
        /// Not a byte of the response; the connection stays open until the client leaves or the server stops.
        case hang
        /// As `reset`, and as soon as the request's head has arrived, while the client still sends its body. Where the
        /// body has come along with the head, there is nothing left to cut short: then it is a `reset`.
        case early
        /// The head announces the whole length; half of the body follows, or `at` bytes of it, then a FIN. The last
        /// byte never leaves, however large `at` is. Without a body half of the head leaves.
        case truncate(at: UInt32? = nil)
        /// As `truncate`, but instead of the FIN comes silence, until the client leaves or the server stops.
        case stall(at: UInt32? = nil)
        /// The body comes in chunks. The first holds half of it; where the second one's size should stand come bytes
        /// that are none, then a FIN. To whom no chunks can be sent (HTTP/1.0, no body) it is a `truncate`.
        case badChunk
        /// The whole response, which does not say that the connection ends; then a FIN, at once or after a while. What
        /// the client asks in the meantime is not answered.
        case last(afterMilliseconds: Int = 0)
        /// Bytes that are not HTTP, then a FIN.
        case garbage
    }

    /// How long the answer waits before its first byte, on the transport clock.
    package var delayMilliseconds: Int
    /// How long the body waits behind the head, on the transport clock.
    package var bodyDelayMilliseconds: Int
    /// How fast the answer's bytes leave; nil is as fast as the socket takes them.
    package var bytesPerSecond: Int?
    package var ending: Ending

    package init(
        delayMilliseconds: Int = 0, bodyDelayMilliseconds: Int = 0, bytesPerSecond: Int? = nil,
        ending: Ending = .complete
    ) {
        self.delayMilliseconds = delayMilliseconds
        self.bodyDelayMilliseconds = bodyDelayMilliseconds
        self.bytesPerSecond = bytesPerSecond
        self.ending = ending
    }

    /// At once and whole: how a response leaves when no fault says otherwise.
    package static let now = Delivery()

    /// Whether the answer ends later than it begins.
    package var takesTime: Bool {
        delayMilliseconds > 0 || bodyDelayMilliseconds > 0 || bytesPerSecond != nil || ending.isSilent
    }

    /// Whether bytes of the response are to leave at all.
    package var sendsResponse: Bool { ending.sendsResponse }
}

extension Delivery.Ending {
    /// Whether bytes of the response leave.
    package var sendsResponse: Bool {
        switch self {
        case .complete, .truncate, .stall, .badChunk, .last: true
        case .reset, .close, .hang, .early, .garbage: false
        }
    }

    /// Whether all bytes of the response leave.
    package var sendsAll: Bool {
        switch self {
        case .complete, .last: true
        default: false
        }
    }

    /// Whether the answer has no end: the connection stays open, and nothing more comes.
    package var isSilent: Bool {
        switch self {
        case .hang, .stall: true
        default: false
        }
    }
}
