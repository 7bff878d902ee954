package import OutletWire

/// What the engine gives back for one request: what to say, and how to deliver it.
package struct Reply: Sendable {
    /// Whether the answer is complete.
    package enum Completion: Hashable, Sendable {
        case whole
        /// The answer waits for a `Release.answer` with this ticket. After `timeoutMilliseconds` of real time the
        /// engine is asked for another (`expire`), and if the client leaves it is told (`abandon`). The response
        /// that stands beside it is not sent.
        case held(Ticket, timeoutMilliseconds: Int)
        /// The response opens a stream: its head and body are sent, then the text of each `Release.event` with this
        /// ticket, until the client leaves or a `Release.end`. A reader that is too slow misses events.
        case stream(Ticket)
    }

    package var response: Response
    package var delivery: Delivery
    package var completion: Completion
    /// The exchange whose answer it is; nil for what is none, such as control calls. Where the delivery takes time the
    /// engine waits to be told how it ended (`settle`); of any other it wants to hear only that it failed.
    package var deliveryID: DeliveryID?
    /// What the log says of the exchange, where lines are wanted; nil for control calls and pages.
    package var logLine: String?
    /// What a control call did to its world, in words; nil where it only looked.
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

    /// An answer that some later exchange completes.
    package static func held(_ ticket: Ticket, timeoutMilliseconds: Int) -> Reply {
        Reply(Response(status: 200), completion: .held(ticket, timeoutMilliseconds: timeoutMilliseconds))
    }

    /// An answer that goes on for as long as the client listens.
    package static func stream(_ ticket: Ticket, opening response: Response) -> Reply {
        Reply(response, completion: .stream(ticket))
    }
}
