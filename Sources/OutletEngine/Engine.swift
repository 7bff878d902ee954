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

    /// What has come up for held answers and streams since the last call. The loop asks after every reply, under the
    /// same lock, so an empty list has to cost nothing.
    package mutating func takeReleases() -> [Release] { [] }

    /// A held answer's time is up: what to say instead. Nil if the ticket is not known any more.
    package mutating func expire(_ ticket: Ticket, at now: HostTime) -> Response? { nil }

    /// The client of this ticket has left; nothing more is to be released for it.
    package mutating func abandon(_ ticket: Ticket) {}
}
