/// Why a message is refused at the HTTP level, with the status to send before the connection ends.
package struct WireError: Error, Hashable, Sendable {
    /// The status to answer: 400, 408, 413, 414, 431, 501, 503 or 505.
    package var status: Int
    /// One sentence that says what is wrong and what would be right.
    package var message: String
    /// The rule that the message breaks, such as `RFC 9112 §3.2`.
    package var source: String

    package init(status: Int, message: String, source: String) {
        self.status = status
        self.message = message
        self.source = source
    }
}
