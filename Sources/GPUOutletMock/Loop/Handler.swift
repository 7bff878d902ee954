package import OutletEngine
package import OutletWire

/// The calls that the loop makes: the only interface between sockets and state.
///
/// They are closures, so that the loop works the same with an engine and with a test's canned replies, and no generics
/// cross a module. One indirect call per request is not measurable beside a system call.
package struct Handler: Sendable {
    /// Returns the answer to a request, and the releases that it caused for other answers under way.
    package var reply: @Sendable (Request, HostTime) -> (Reply, [Release])
    /// Returns the answer to a request by its head alone, before its body is read, and the releases that it caused; the
    /// connection ends with it. Nil lets the body come.
    package var headReply: @Sendable (Request, HostTime) -> (Reply, [Release])?
    /// Returns the answer to bytes that are not a valid request.
    package var refusal: @Sendable (WireError, HostTime) -> Response
    /// Returns the answer to a held request whose time is up. Nil closes the connection.
    package var expire: @Sendable (Ticket, HostTime) -> Response?
    /// Reports that the client of a held answer or a stream has left.
    package var abandon: @Sendable (Ticket) -> Void
    /// Reports how the delivery of an exchange's answer ended, and returns the releases that this caused.
    package var settle: @Sendable (DeliveryID, DeliveryEnd, HostTime) -> [Release]
    /// Returns the releases that were caused outside of any request.
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
