package import OutletContract
package import OutletWire

/// What a fault answers instead of the operation, and how the answer is delivered.
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
    /// How the answer is sent, if at all (`Delivery.Ending.sendsResponse`).
    package var ending: Delivery.Ending
    /// Whether the operation runs and keeps its effect; if not, nothing happens in the world.
    package var runsOperation: Bool

    package init(_ content: Content, ending: Delivery.Ending = .complete, runsOperation: Bool = false) {
        self.content = content
        self.ending = ending
        self.runsOperation = runsOperation
    }

    /// A header that replaces every field of its name, including those common to all answers. With nil `text`, those
    /// fields are removed.
    package struct HeaderOverride: Hashable, Sendable {
        package var name: String
        package var text: String?

        package init(name: String, text: String?) {
            self.name = name
            self.text = text
        }
    }

    /// One of the catalogue's errors with its overrides; nil keeps the catalogue's value. Shared by all answers that
    /// send it.
    package final class InjectedError: Hashable, Sendable {
        package let code: ErrorCode
        package let message: String?
        package let details: [FieldProblem]
        /// The fixed `Retry-After`; nil keeps the catalogue's, or leaves it to `wait`.
        package let retryAfterSeconds: Int?
        /// A wait computed for each answer; nil if all answers say the same.
        package let wait: RetryWait?
        /// The answer without the fields common to all answers. Made once, because a drill sends it thousands of times.
        /// With a `wait`, `response(waiting:at:)` replaces it.
        package let response: Response
        /// Applied again once the answer has all its fields.
        package let headers: [HeaderOverride]
        /// How long it tells the client to wait.
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

        /// The error as the domain would throw it, without the header overrides.
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

        /// The answer without the fields common to all answers.
        package let response: Response
        /// Applied again once the answer has all its fields.
        package let headers: [HeaderOverride]
        /// How long it tells the client to wait.
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
    /// Replaces every field of each override's name or, without text, removes them.
    package mutating func override(by overrides: [FaultAnswer.HeaderOverride]) {
        for override in overrides { block.replaceAll(named: override.name, with: override.text) }
    }

    fileprivate func overridden(by overrides: [FaultAnswer.HeaderOverride]) -> Response {
        var response = self
        response.override(by: overrides)
        return response
    }

    /// The value of `Retry-After`; nil if it is missing or invalid.
    package var retryAfter: RetryAfter? { header("Retry-After").flatMap(RetryAfter.init) }
}
