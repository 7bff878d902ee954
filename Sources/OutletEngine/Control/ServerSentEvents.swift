/// The lines of our own that go between a stream's events (HTML Living Standard, §9.2.5).
package enum ServerSentEvents {
    /// A comment: readers skip it, sockets notice it.
    package static let heartbeat = Array(": still here\n\n".utf8)

    /// Tells a reader what it was too slow for.
    package static func dropped(_ count: Int) -> [UInt8] {
        Array("event: dropped\ndata: {\"dropped\":\(count)}\n\n".utf8)
    }
}
