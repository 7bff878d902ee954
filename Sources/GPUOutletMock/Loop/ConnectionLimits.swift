package import OutletWire

/// How much memory and time one connection may take, each with its reason.
package struct ConnectionLimits: Hashable, Sendable {
    package var parser = RequestParser.Limits()
    /// The body of a call to the control plane: a world's whole state comes back through it, so it is what a text of
    /// JSON may be.
    package var controlBodyBytes = JSON.maximumBytes
    /// Pipelined bytes that wait behind an answer; more stay in the kernel, and the client stops sending.
    package var waitingInputBytes = 65_536
    /// Answers that wait for a slow reader. Above it no further request is taken; one answer may be larger.
    package var waitingOutputBytes = 262_144
    /// Events that wait for a slow reader of a stream. Above it events are dropped and counted.
    package var waitingStreamBytes = 262_144

    /// From the first byte of a request to the end of its head; then 408. Slow heads are how slowloris holds sockets.
    package var headMilliseconds = 10_000
    /// From the end of the head to the end of the body; then 408.
    package var bodyMilliseconds = 30_000
    /// Without a request; then the connection is closed. Longer than the pools of common clients keep theirs.
    package var idleMilliseconds = 75_000
    /// Without the reader taking a byte of what waits for it; then the connection is torn down.
    package var stalledMilliseconds = 30_000
    /// For a client to read the last answer and close, before we do. A close with unread bytes in the kernel would
    /// send a RST, which can overtake the answer (RFC 9112 §9.6).
    package var lingerMilliseconds = 2_000
    /// Between comments on a quiet stream, so that a reader that is gone is noticed.
    package var heartbeatMilliseconds = 15_000

    package init() {}
}
