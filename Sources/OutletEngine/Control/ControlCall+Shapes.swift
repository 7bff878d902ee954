package import OutletContract
import OutletDomain
import OutletWire

/// The queries and bodies of the control calls, described by the same shapes as the API's.
extension ControlCall {
    package var queryShape: Shape {
        switch self {
        case .listRequests: Shape(ControlCall.filters + [ControlCall.limit, ControlCall.secrets])
        case .streamRequests: Shape(ControlCall.filters + [ControlCall.secrets, ControlCall.brief])
        case .searchRequests: Shape(ControlCall.filters + [ControlCall.until, ControlCall.limit])
        case .conversation: Shape([ControlCall.limit])
        case .listUnmatched: Shape([ControlCall.limit])
        case .wait:
            Shape([
                Field(
                    "calls", .text(1...200), "An operation, a group, a method with its path, or *",
                    example: "createRental"),
                Field("times", .integer(1...1_000_000_000), "At least this many; 1 by default", optional: true),
                Field("status", .integer(100...999), "Only answers with this status", optional: true),
                Field(
                    "error", .choice(ErrorCode.allCases.map(\.wireName)), "Only answers with this error code",
                    optional: true),
                Field(
                    "timeout", .duration(upTo: ControlCall.longestWait),
                    "How long to wait, in real time; 5s by default",
                    optional: true, example: "5s"),
            ])
        case .report:
            Shape([
                Field(
                    "format", .choice(Report.Format.allCases.map(\.rawValue)),
                    "json, unless Accept prefers text; html is one file to keep, markdown a comment", optional: true)
            ])
        case .metrics:
            Shape([
                Field("world", .text(1...255), "Only of this world, with its name as a label", optional: true),
                Field("by", .choice(["world"]), "Each world by itself, with its name as a label", optional: true),
            ])
        case .timeseries:
            Shape([
                Field(
                    "span", .choice(Timeseries.Reach.allCases.map(\.rawValue)),
                    "How far to look back, in real time: 5m by default; all is a day at most", optional: true)
            ])
        case .getRequest: Shape([ControlCall.secrets])
        case .listMessages, .latestMessage:
            Shape([Field("to", .email, "Only messages to this address", optional: true)])
        default: .empty
        }
    }

    /// Nil if the call has no body, or reads its document with a reader of its own.
    package var bodyShape: Shape? {
        switch self {
        case .setFault: Shape([Field("enabled", .boolean, "Whether it can fire")])
        case .setPhase: Shape([Field("phase", .text(1...64), "The phase to move to", example: "start")])
        case .advanceClock:
            Shape([Field("by", .duration(upTo: Span.longestDuration), "A duration such as 10m, or a number of seconds")]
            )
        case .setClock:
            Shape([
                Field("now", .instant, "The new time; it cannot lie before the current one", optional: true),
                Field("mode", .choice(["live", "virtual"]), "How the clock runs", optional: true),
                Field(
                    "speed", .number(above: 0, upTo: WorldClock.fastest), "World seconds for each real one",
                    optional: true),
            ])
        case .settleCheckout:
            Shape([
                Field("outcome", .choice(CheckoutOutcome.allCases.map(\.rawValue)), "What the customer did"),
                Field("saveCard", .boolean, "Whether the card is kept on file", optional: true),
            ])
        case .settleSetup:
            Shape([
                Field(
                    "outcome", .choice(SetupOutcome.allCases.map(\.rawValue)),
                    "What the customer did; optional where the card's number decides", optional: true),
                Field("card", .object(ControlCall.card), "Which card", optional: true),
            ])
        case .settleInvoice:
            Shape([Field("outcome", .choice(InvoiceOutcome.allCases.map(\.rawValue)), "What happens to the invoice")])
        case .settleRental:
            Shape([
                Field("outcome", .choice(RentalOutcome.allCases.map(\.rawValue)), "What happens to the pod"),
                Field("error", .text(1...500), "With failed: what the rental's error says", optional: true),
            ])
        case .reset: .empty
        default: nil
        }
    }

    private static let longestWait = Span.minutes(10)

    /// The error codes an exchange can be refused with: the API's and the mock's own.
    private static let errorNames = ErrorCode.allCases.map(\.wireName) + MockCode.allCases.map(\.rawValue)

    /// The query members that filter the journal.
    private static let filters = [
        Field("operation", .choice(Operation.allCases.map(\.wireName)), "Only this operation", optional: true),
        Field("status", .integer(100...999), "Only answers with this status", optional: true),
        Field("error", .choice(ControlCall.errorNames), "Only answers with this error code", optional: true),
        Field("fault", .text(nil), "Only exchanges that this fault answered or slowed", optional: true),
        Field(
            "delivery", .choice(Exchange.DeliveryState.allCases.map(\.rawValue)),
            "Only answers that arrived whole, did not, or are on their way", optional: true),
        Field(
            "trace", .text(32...32), "Only exchanges of the trace that their `traceparent` names, by its id",
            optional: true, example: "4bf92f3577b34da6a3ce929d0e0e4736"),
        Field("since", .integer(0...Int.max), "Only exchanges with a greater number", optional: true),
        Field(
            "text", .text(1...200),
            "Only exchanges with each of these words somewhere in line, headers or bodies; `status:503`, `user:ada` and "
                + "so on look at one thing, and `-word` leaves out", optional: true, example: "status:503 -catalog"),
    ]

    private static let limit = Field("limit", .integer(1...1000), "At most this many; 100 by default", optional: true)

    private static let until = Field(
        "until", .integer(0...Int.max), "Only lines of exchanges up to this number; all are counted", optional: true)

    private static let brief = Field(
        "brief", .boolean,
        "Whether to send the line of each exchange with the world at a glance, instead of heads and bodies",
        optional: true)

    private static let secrets = Field(
        "secrets", .boolean, "Whether to show cookies and one-time codes instead of masking them", optional: true)

    private static let card = Shape([
        Field(
            "number", .text(1...32), "One of Stripe's test cards, which decides the outcome, brand and last4",
            optional: true, example: "4242424242424242"),
        Field("brand", .text(Limits.cardBrandCharacters), "visa by default", optional: true),
        Field("last4", .digits(4), "4242 by default", optional: true),
        Field("expMonth", .integer(Limits.cardMonths), "12 by default", optional: true),
        Field("expYear", .integer(Limits.cardYears), "2030 by default", optional: true),
        Field("declines", .boolean, "Whether its bank refuses every payment", optional: true),
    ])
}
