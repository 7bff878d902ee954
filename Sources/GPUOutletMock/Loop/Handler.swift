package import OutletEngine
package import OutletWire

/// What the loop calls: the one seam between sockets and state.
///
/// They are function values, so that the loop runs the same over an engine and over a test's canned replies, and so
/// that nothing generic crosses a module. One indirect call per request is not measurable beside a system call.
package struct Handler: Sendable {
    /// The answer to a request, and what it brought about for answers that were under way.
    package var reply: @Sendable (Request, HostTime) -> (Reply, [Release])
    /// The answer to a request by its head alone, before its body is taken, and what it brought about for answers that
    /// were under way; the connection ends with it. Nil lets the body come.
    package var headReply: @Sendable (Request, HostTime) -> (Reply, [Release])?
    /// The answer to bytes that are no request.
    package var refusal: @Sendable (WireError, HostTime) -> Response
    /// The answer to a request that was held until its time was up. Nil closes the connection.
    package var expire: @Sendable (Ticket, HostTime) -> Response?
    /// The client of a held answer or a stream has left.
    package var abandon: @Sendable (Ticket) -> Void
    /// How the delivery of an exchange's answer ended, and what that brought about for answers that were under way.
    package var settle: @Sendable (DeliveryID, DeliveryEnd, HostTime) -> [Release]
    /// What has come about outside of any request.
    package var releases: @Sendable () -> [Release]

    package init(
        reply: @escaping @Sendable (Request, HostTime) -> (Reply, [Release]),
        headReply: @escaping @Sendable (Request, HostTime) -> (Reply, [Release])? = { _, _ in nil },
        refusal: @escaping @Sendable (WireError, HostTime) -> Response,
        expire: @escaping @Sendable (Ticket, HostTime) -> Response? = { _, _ in nil },
        abandon: @escaping @Sendable (Ticket) -> Void = { _ in },
        settle: @escaping @Sendable (DeliveryID, DeliveryEnd, HostTime) -> [Release] = { _, _, _ in [] },
        releases: @escaping @Sendable () -> [Release] = { [] }
    ) {
        self.reply = reply
        self.headReply = headReply
        self.refusal = refusal
        self.expire = expire
        self.abandon = abandon
        self.settle = settle
        self.releases = releases
    }
}
