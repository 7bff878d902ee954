internal import OutletWire

/// Errors of a connection that are not about a message's syntax.
extension WireError {
    static let endedEarly = WireError(
        status: 400, message: "The connection's sending side was shut before the request was complete",
        source: "RFC 9112 §8")

    static func headTimeout(_ milliseconds: Int) -> WireError {
        WireError(
            status: 408, message: "The head of the request was not complete within \(milliseconds) ms",
            source: "RFC 9110 §15.5.9")
    }

    static func bodyTimeout(_ milliseconds: Int) -> WireError {
        WireError(
            status: 408, message: "The body of the request was not complete within \(milliseconds) ms",
            source: "RFC 9110 §15.5.9")
    }

    static func tooManyConnections(_ limit: Int) -> WireError {
        WireError(
            status: 503, message: "No more than \(Counted(limit, "connection")) may be open (--max-connections)",
            source: "RFC 9110 §15.6.4")
    }
}
