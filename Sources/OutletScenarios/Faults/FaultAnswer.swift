package import OutletContract
package import OutletWire

/// What a fault answers in the operation's place, and what becomes of the answer on its way.
package struct FaultAnswer: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// The operation's own answer (cut), or no answer at all (`ending` says which).
        case ownAnswer
        case error(InjectedError)
        case response(InjectedResponse)
    }

    package var content: Content
    /// How the answer leaves; with anything but `complete` and `truncate` the content never does.
    package var ending: Delivery.Ending
    /// Whether the rest of the walk runs and keeps its effect; else nothing happened.
    package var runsOperation: Bool

    package init(_ content: Content, ending: Delivery.Ending = .complete, runsOperation: Bool = false) {
        self.content = content
        self.ending = ending
        self.runsOperation = runsOperation
    }

    /// A header to set, or, with nil, to leave out.
    package struct HeaderOverride: Hashable, Sendable {
        package var name: String
        package var text: String?

        package init(name: String, text: String?) {
            self.name = name
            self.text = text
        }
    }

    /// One of the catalogue's errors, and what is said differently from the catalogue; nil keeps the catalogue's.
    package struct InjectedError: Hashable, Sendable {
        package var code: ErrorCode
        package var message: String?
        package var details: [FieldProblem] = []
        package var retryAfterSeconds: Int?
        package var headers: [HeaderOverride] = []

        package init(
            _ code: ErrorCode, message: String? = nil, details: [FieldProblem] = [], retryAfterSeconds: Int? = nil,
            headers: [HeaderOverride] = []
        ) {
            self.code = code
            self.message = message
            self.details = details
            self.retryAfterSeconds = retryAfterSeconds
            self.headers = headers
        }

        /// The error as the domain would throw it; the header overrides stand beside it.
        package var apiError: APIError {
            APIError(code, message: message, details: details, retryAfterSeconds: retryAfterSeconds)
        }
    }

    /// An answer outside the contract.
    package struct InjectedResponse: Hashable, Sendable {
        package enum Body: Hashable, Sendable {
            case none
            case json(JSON)
            case text(String)
        }

        package var status: Int
        package var headers: [HeaderOverride]
        package var body: Body
    }
}
