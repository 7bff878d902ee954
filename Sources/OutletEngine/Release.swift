package import OutletWire

/// An update from the engine for an answer that has not ended yet.
package enum Release: Hashable, Sendable {
    /// A held answer is complete.
    case answer(Ticket, Response)
    /// A held answer turns into a stream, which begins with this response.
    case open(Ticket, Response)
    /// More of a stream: whole server-sent events, each with its empty line.
    case event(Ticket, [UInt8])
    /// A stream is over.
    case end(Ticket)
    /// An answer that waits, drips or hangs is cancelled: its connection is closed.
    case close(DeliveryID)
}
