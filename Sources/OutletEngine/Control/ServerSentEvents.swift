/// What the server itself adds between a stream's events (HTML Living Standard, §9.2.5).
package enum ServerSentEvents {
    /// A comment: readers ignore it, but it keeps the connection active.
    package static let heartbeat = Array(": still here\n\n".utf8)

    /// Tells a slow reader how many events it has missed.
    package static func dropped(_ count: Int) -> [UInt8] {
        Array("event: dropped\ndata: {\"dropped\":\(count)}\n\n".utf8)
    }
}
