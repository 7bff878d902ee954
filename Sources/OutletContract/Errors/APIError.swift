/// A refusal in the API's own words: what the domain throws, and what a fault injects.
///
/// It becomes a response in exactly one place, the engine's renderer.
package struct APIError: Error, Hashable, Sendable {
    package var code: ErrorCode
    /// One sentence for people.
    package var message: String
    /// In the order found; left out of the body when empty.
    package var details: [FieldProblem]
    /// What `Retry-After` says, in whole seconds; nil sends no such header.
    package var retryAfterSeconds: Int?
    /// Where HTTP asks for another status than the code's.
    package var status: Int?

    /// A refusal with the catalogue's own message and wait, unless told otherwise.
    package init(
        _ code: ErrorCode, message: String? = nil, details: [FieldProblem] = [], retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.details = details
        self.retryAfterSeconds = retryAfterSeconds ?? code.row.retryAfterSeconds
        self.message = message ?? code.message(retryAfterSeconds: self.retryAfterSeconds)
    }

    /// A refusal for now: how long to wait is said in whole seconds, at least one.
    package static func tooSoon(_ code: ErrorCode, _ wait: Span) -> APIError {
        APIError(code, retryAfterSeconds: max(1, wait.wholeSecondsRoundedUp))
    }

    /// The same for a client that waits in real seconds, while the world's pass so many times as fast.
    package func inRealSeconds(speed: Double) -> APIError {
        guard let seconds = retryAfterSeconds else { return self }
        var error = self
        let real = max(1, Int(min((Double(seconds) / speed).rounded(.up), 1e9)))
        if message == code.message(retryAfterSeconds: seconds) { error.message = code.message(retryAfterSeconds: real) }
        error.retryAfterSeconds = real
        return error
    }

    /// A body in a content coding such as gzip: nothing here decodes one (RFC 9110 §15.5.16).
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
