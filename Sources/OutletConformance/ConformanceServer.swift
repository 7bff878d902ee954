package import OutletWire

/// The suite's only interface to the outside: sends questions to the server and waits. The program implements it with
/// sockets, the tests with the engine itself.
package struct ConformanceServer {
    /// Sends a request. Its target starts after the server's base (`/v1/…`, `/__admin/…`).
    package var send: (Request) throws(NoAnswer) -> Response
    /// Waits for a number of seconds of real time. Used only for servers whose clock cannot be advanced.
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
