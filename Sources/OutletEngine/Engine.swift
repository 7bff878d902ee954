package import OutletWire

/// One request in, one reply out: the state of all worlds and the walk through them. No sockets, no clocks, no locks.
package struct Engine: Sendable {
    package init() {}

    /// The answer to one request, and how it is to be delivered. `now` is when the request's last byte arrived.
    package mutating func reply(to request: Request, at now: HostTime) -> Reply {
        Reply(Response(status: 200, headers: [HeaderField("Content-Type", "application/json")], body: Array("{}".utf8)))
    }

    /// The answer to bytes that are not a request; the connection ends after it.
    package mutating func refusal(_ error: WireError, at now: HostTime) -> Response {
        Response(status: error.status)
    }
}
