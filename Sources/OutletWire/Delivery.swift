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
        /// The head announces the whole length, half of the body follows, then a FIN.
        case truncate
        /// Bytes that are not HTTP, then a FIN.
        case garbage
    }

    /// How long the answer waits before its first byte, on the transport clock.
    package var delayMilliseconds: Int
    /// How fast the answer's bytes leave; nil is as fast as the socket takes them.
    package var bytesPerSecond: Int?
    package var ending: Ending

    package init(delayMilliseconds: Int = 0, bytesPerSecond: Int? = nil, ending: Ending = .complete) {
        self.delayMilliseconds = delayMilliseconds
        self.bytesPerSecond = bytesPerSecond
        self.ending = ending
    }

    /// At once and whole: how a response leaves when no fault says otherwise.
    package static let now = Delivery()

    /// Whether it ends later than it begins.
    package var takesTime: Bool { delayMilliseconds > 0 || bytesPerSecond != nil || ending == .hang }

    /// Whether bytes of the response are to leave at all.
    package var sendsResponse: Bool { ending == .complete || ending == .truncate }
}
