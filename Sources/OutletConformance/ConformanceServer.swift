package import OutletWire

/// The one seam between the suite and the world: how a question reaches the server, and how time is waited out. Whoever
/// runs the suite brings it: sockets in the program, the engine itself in the tests.
package struct ConformanceServer {
    /// Sends a request whose target starts behind the server's base (`/v1/…`, `/__admin/…`).
    package var send: (Request) throws(NoAnswer) -> Response
    /// Waits for so many seconds of real time; asked only of servers whose clock cannot be moved.
    package var pause: (_ seconds: Int) -> Void

    package init(
        send: @escaping (Request) throws(NoAnswer) -> Response, pause: @escaping (_ seconds: Int) -> Void = { _ in }
    ) {
        self.send = send
        self.pause = pause
    }

    /// Why no answer came.
    package struct NoAnswer: Error, Sendable {
        package var reason: String

        package init(_ reason: String) { self.reason = reason }
    }
}
