package import OutletContract
package import OutletWire

/// What a fault answers in the operation's place, and what becomes of the answer on its way.
package struct FaultAnswer: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// The operation's own answer, or no answer at all (`ending` says which).
        case ownAnswer
        /// The operation's own answer, changed on its way out.
        case changedAnswer(AnswerChange)
        case error(InjectedError)
        case response(InjectedResponse)
    }

    package var content: Content
    /// How the answer leaves, if it does (`Delivery.Ending.sendsResponse`).
    package var ending: Delivery.Ending
    /// Whether the rest of the walk runs and keeps its effect; else nothing happened.
    package var runsOperation: Bool

    package init(_ content: Content, ending: Delivery.Ending = .complete, runsOperation: Bool = false) {
        self.content = content
        self.ending = ending
        self.runsOperation = runsOperation
    }

    /// A header that the answer is to have in the place of every field of its name, those included that every answer
    /// carries; or, with nil, a name that no field of it is to have.
    package struct HeaderOverride: Hashable, Sendable {
        package var name: String
        package var text: String?

        package init(name: String, text: String?) {
            self.name = name
            self.text = text
        }
    }

    /// One of the catalogue's errors, and what is said differently from the catalogue; nil keeps the catalogue's. Shared
    /// by all answers that say it.
    package final class InjectedError: Hashable, Sendable {
        package let code: ErrorCode
        package let message: String?
        package let details: [FieldProblem]
        /// What `Retry-After` says each time; nil keeps the catalogue's, or leaves it to `wait`.
        package let retryAfterSeconds: Int?
        /// A wait that is found out anew for each answer; nil where all say the same.
        package let wait: RetryWait?
        /// The answer, but for what every answer carries; made once, since a drill sends it thousands of times. With a
        /// `wait` it is `response(waiting:at:)`.
        package let response: Response
        /// To be applied once more when the answer has all its fields.
        package let headers: [HeaderOverride]
        /// What it tells the client to wait.
        package let told: RetryAfter?

        package init(
            _ code: ErrorCode, message: String? = nil, details: [FieldProblem] = [], retryAfterSeconds: Int? = nil,
            wait: RetryWait? = nil, headers: [HeaderOverride] = []
        ) {
            self.code = code
            self.message = message
            self.details = details
            self.retryAfterSeconds = retryAfterSeconds
            self.wait = wait
            let error = APIError(code, message: message, details: details, retryAfterSeconds: retryAfterSeconds)
            response = error.response.overridden(by: headers)
            self.headers = headers
            told = response.retryAfter
        }

        package static func == (a: InjectedError, b: InjectedError) -> Bool {
            a.code == b.code && a.message == b.message && a.details == b.details
                && a.retryAfterSeconds == b.retryAfterSeconds && a.wait == b.wait && a.response == b.response
                && a.headers == b.headers
        }

        package func hash(into hasher: inout Hasher) { hasher.combine(code) }

        /// The error as the domain would throw it; the header overrides stand beside it.
        package var apiError: APIError {
            APIError(code, message: message, details: details, retryAfterSeconds: retryAfterSeconds)
        }
    }

    /// An answer outside the contract. Shared by all calls that get it.
    package final class InjectedResponse: Hashable, Sendable {
        package enum Body: Hashable, Sendable {
            case none
            case json(JSON)
            case text(String)
        }

        /// The answer, but for what every answer carries.
        package let response: Response
        /// To be applied once more when the answer has all its fields.
        package let headers: [HeaderOverride]
        /// What it tells the client to wait.
        package let told: RetryAfter?

        package init(status: Int, headers: [HeaderOverride], body: Body) {
            let plain =
                switch body {
                case .none: Response(status: status)
                case .json(let json): Response(status: status, json: json)
                case .text(let text): Response(status: status, text: text)
                }
            response = plain.overridden(by: headers)
            self.headers = headers
            told = response.retryAfter
        }

        package static func == (a: InjectedResponse, b: InjectedResponse) -> Bool {
            a.response == b.response && a.headers == b.headers
        }

        package func hash(into hasher: inout Hasher) { hasher.combine(response.status) }
    }
}

extension Response {
    /// Each override replaces every field of its name, or, without text, takes them out.
    package mutating func override(by overrides: [FaultAnswer.HeaderOverride]) {
        for override in overrides { block.replaceAll(named: override.name, with: override.text) }
    }

    fileprivate func overridden(by overrides: [FaultAnswer.HeaderOverride]) -> Response {
        var response = self
        response.override(by: overrides)
        return response
    }

    /// What `Retry-After` says; nil where it is missing or makes no sense.
    package var retryAfter: RetryAfter? { header("Retry-After").flatMap(RetryAfter.init) }
}
