package import OutletWire

/// Limits for the memory and time of one connection, each with its reason.
package struct ConnectionLimits: Hashable, Sendable {
    package var parser = RequestParser.Limits()
    /// The body of a control call. It may be a world's whole state, so the limit is that of any JSON text.
    package var controlBodyBytes = JSON.maximumBytes
    /// Pipelined bytes that wait behind an answer. More stay in the kernel, and the client stops sending.
    package var waitingInputBytes = 65_536
    /// Answers that wait for a slow reader. Above this no further request is taken; one answer may be larger.
    package var waitingOutputBytes = 262_144
    /// Events that wait for a slow reader of a stream. Above this events are dropped and counted.
    package var waitingStreamBytes = 262_144

    /// From the first byte of a request to the end of its head; then 408. Slow heads are how slowloris holds sockets.
    package var headMilliseconds = 10_000
    /// From the end of the head to the end of the body; then 408.
    package var bodyMilliseconds = 30_000
    /// Time without a request; then the connection is closed. Longer than common clients keep pooled connections.
    package var idleMilliseconds = 75_000
    /// Time in which the client takes none of the waiting output; then the connection is reset.
    package var stalledMilliseconds = 30_000
    /// Time for a client to read the last answer and close before we do. Closing with unread bytes in the kernel would
    /// send a RST, which can overtake the answer (RFC 9112 §9.6).
    package var lingerMilliseconds = 2_000
    /// Time between comments on a quiet stream, so that a client that has left is noticed.
    package var heartbeatMilliseconds = 15_000

    package init() {}
}
