package import OutletWire

/// The engine's reply to one request: the response and how to deliver it.
package struct Reply: Sendable {
    /// Whether the answer is complete.
    package enum Completion: Hashable, Sendable {
        case whole
        /// The answer waits for a `Release.answer` with this ticket. After `timeoutMilliseconds` of real time the event
        /// loop asks the engine for another answer (`expire`); if the client leaves, it tells the engine (`abandon`).
        /// `response` is not sent.
        case held(Ticket, timeoutMilliseconds: Int)
        /// The response opens a stream: its head and body are sent, then the text of each `Release.event` with this
        /// ticket, until the client leaves or a `Release.end`. A client that reads too slowly misses events.
        case stream(Ticket)
    }

    package var response: Response
    package var delivery: Delivery
    package var completion: Completion
    /// The exchange that this answers; nil outside exchanges, as for control calls. If the delivery takes time, the
    /// engine must be told how it ended (`settle`); otherwise only that it failed.
    package var deliveryID: DeliveryID?
    /// The exchange's log line, if the log is on; nil for control calls and pages.
    package var logLine: String?
    /// What a control call did to its world, in words; nil if it only read.
    package var did: String?

    package init(
        _ response: Response, delivery: Delivery = .now, completion: Completion = .whole,
        deliveryID: DeliveryID? = nil, logLine: String? = nil
    ) {
        self.response = response
        self.delivery = delivery
        self.completion = completion
        self.deliveryID = deliveryID
        self.logLine = logLine
    }

    /// An answer that a later exchange completes.
    package static func held(_ ticket: Ticket, timeoutMilliseconds: Int) -> Reply {
        Reply(Response(status: 200), completion: .held(ticket, timeoutMilliseconds: timeoutMilliseconds))
    }

    /// An answer that continues for as long as the client listens.
    package static func stream(_ ticket: Ticket, opening response: Response) -> Reply {
        Reply(response, completion: .stream(ticket))
    }
}
