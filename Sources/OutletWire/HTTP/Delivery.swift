/// How the bytes of a response are sent: a value that the event loop carries out on the transport clock. No lock is
/// held and no thread sleeps meanwhile.
package struct Delivery: Hashable, Sendable {
    /// How the answer and the connection end.
    package enum Ending: Hashable, Sendable {
        /// The whole response is sent, and the connection continues.
        case complete
        /// No byte of the response; the connection is reset with a RST.
        case reset
        /// No byte of the response; the connection is closed with a FIN.
        case close
        /// No byte of the response; the connection stays open until the client leaves or the server stops.
        case hang
        /// Like `reset`, but as soon as the request's head has arrived, while the client still sends its body. If the
        /// body arrived with the head, this is a plain `reset`.
        case early
        /// The head announces the whole length; half of the body, or `at` bytes of it, follows, then a FIN. The last
        /// byte is never sent, however large `at` is. Without a body, half of the head is sent.
        case truncate(at: UInt32? = nil)
        /// Like `truncate`, but instead of the FIN comes silence, until the client leaves or the server stops.
        case stall(at: UInt32? = nil)
        /// The body is sent in chunks. The first holds half of it; in place of the second one's size come invalid
        /// bytes, then a FIN. If chunks cannot be sent (HTTP/1.0, no body), this is a `truncate`.
        case badChunk
        /// The whole response, which does not announce the end of the connection; then a FIN, at once or after a delay.
        /// Requests that arrive in the meantime are not answered.
        case last(afterMilliseconds: Int = 0)
        /// Bytes that are not HTTP, then a FIN.
        case garbage
    }

    /// The delay before the answer's first byte, on the transport clock.
    package var delayMilliseconds: Int
    /// The delay between the head and the body, on the transport clock.
    package var bodyDelayMilliseconds: Int
    /// The rate at which the answer is sent; nil is as fast as the socket takes it.
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

    /// At once and complete: how a response is sent unless a fault says otherwise.
    package static let now = Delivery()

    /// Whether sending the answer takes time, or never ends.
    package var takesTime: Bool {
        delayMilliseconds > 0 || bodyDelayMilliseconds > 0 || bytesPerSecond != nil || ending.isSilent
    }

    /// Whether any bytes of the response are sent.
    package var sendsResponse: Bool { ending.sendsResponse }
}

extension Delivery.Ending {
    /// Whether any bytes of the response are sent.
    package var sendsResponse: Bool {
        switch self {
        case .complete, .truncate, .stall, .badChunk, .last: true
        case .reset, .close, .hang, .early, .garbage: false
        }
    }

    /// Whether all bytes of the response are sent.
    package var sendsAll: Bool {
        switch self {
        case .complete, .last: true
        default: false
        }
    }

    /// Whether the answer never ends: the connection stays open, and nothing more is sent.
    package var isSilent: Bool {
        switch self {
        case .hang, .stall: true
        default: false
        }
    }
}
