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

    /// A refusal with the catalogue's own message and wait, unless told otherwise.
    package init(
        _ code: ErrorCode, message: String? = nil, details: [FieldProblem] = [], retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.details = details
        self.retryAfterSeconds = retryAfterSeconds ?? code.row.retryAfterSeconds
        self.message = message ?? code.message(retryAfterSeconds: self.retryAfterSeconds)
    }

    /// `validation_failed` for one field.
    package static func invalid(_ field: String, _ text: String) -> APIError {
        APIError(.validationFailed, details: [FieldProblem(field, text)])
    }
}
