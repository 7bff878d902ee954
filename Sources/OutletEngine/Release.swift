package import OutletWire

/// What the engine has for an answer that is under way.
package enum Release: Hashable, Sendable {
    /// A held answer is complete.
    case answer(Ticket, Response)
    /// A held answer turns into a stream, which begins with this response.
    case open(Ticket, Response)
    /// More of a stream: whole server-sent events, each with its empty line.
    case event(Ticket, [UInt8])
    /// A stream is over.
    case end(Ticket)
    /// An answer that waits, drips or hangs is not to come any more: its connection is closed.
    case close(DeliveryID)
}
