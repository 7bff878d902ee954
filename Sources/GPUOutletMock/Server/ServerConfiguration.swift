/// The settings of a server.
package struct ServerConfiguration: Sendable {
    /// `localhost` (127.0.0.1 and ::1) or a numeric address.
    package var host = "localhost"
    /// The port; 0 picks any free one.
    package var port = 0
    /// Above this number clients get a 503. It is lowered to the process's descriptor limit.
    package var maxConnections = 10_000
    package var limits = ConnectionLimits()
    /// How long a stop waits for answers that are being sent.
    package var stopMilliseconds = 5_000
    package var clock = TransportClock.machine
    /// Whether to use `poll` even where epoll exists; only for tests.
    package var usesPoll = false

    /// Runs the work of each of the server's threads (the loop and the one for long calls), so that something can be
    /// done on the thread before and after it.
    package var runThread: @Sendable (() -> Void) -> Void = { $0() }

    package init() {}
}
