/// Everything that a server can be told before it starts.
package struct ServerConfiguration: Sendable {
    /// `localhost` (127.0.0.1 and ::1) or a numeric address.
    package var host = "localhost"
    /// 0 is any free one.
    package var port = 0
    /// Above it clients are answered 503. Lowered to what the process may open.
    package var maxConnections = 10_000
    package var limits = ConnectionLimits()
    /// How long a stop waits for answers that are on their way.
    package var stopMilliseconds = 5_000
    package var clock = TransportClock.machine
    /// Tests run with both; nobody else needs `poll` where there is epoll.
    package var usesPoll = false

    /// Runs what each of the server's threads does: the loop, and the long calls beside it. Something may have to be
    /// done on the thread before and after.
    package var runThread: @Sendable (() -> Void) -> Void = { $0() }

    package init() {}
}
