/// A refusal in the API's own words: what the domain throws, and what a fault injects.
package struct APIError: Error, Hashable, Sendable {
    package var code: ErrorCode
    /// One sentence for people.
    package var message: String
    /// In the order found; left out of the body when empty.
    package var details: [FieldProblem]
    /// The value of `Retry-After` in whole seconds; nil sends no such header.
    package var retryAfterSeconds: Int?
    /// The status to send instead of the code's, if HTTP requires another.
    package var status: Int?

    /// Creates a refusal, by default with the catalogue's message and wait.
    package init(
        _ code: ErrorCode, message: String? = nil, details: [FieldProblem] = [], retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.details = details
        self.retryAfterSeconds = retryAfterSeconds ?? code.row.retryAfterSeconds
        self.message = message ?? code.message(retryAfterSeconds: self.retryAfterSeconds)
    }

    /// A temporary refusal, with the wait rounded up to whole seconds, at least one.
    package static func tooSoon(_ code: ErrorCode, _ wait: Span) -> APIError {
        APIError(code, retryAfterSeconds: max(1, wait.wholeSecondsRoundedUp))
    }

    /// The same refusal with its wait in real seconds, for a world whose clock runs `speed` times as fast.
    package func inRealSeconds(speed: Double) -> APIError {
        guard let seconds = retryAfterSeconds else { return self }
        var error = self
        let real = max(1, Int(min((Double(seconds) / speed).rounded(.up), 1e9)))
        if message == code.message(retryAfterSeconds: seconds) { error.message = code.message(retryAfterSeconds: real) }
        error.retryAfterSeconds = real
        return error
    }

    /// Refuses a body with a content coding such as gzip, since we decode none (RFC 9110 §15.5.16).
    package static func encoded(_ coding: String) -> APIError {
        let problem = FieldProblem("content-encoding", "is '\(coding.prefix(40))'; send the body without it, as it is")
        var error = APIError(.validationFailed, details: [problem])
        error.status = 415
        return error
    }

    /// `validation_failed` for one field.
    package static func invalid(_ field: String, _ text: String) -> APIError {
        APIError(.validationFailed, details: [FieldProblem(field, text)])
    }
}
