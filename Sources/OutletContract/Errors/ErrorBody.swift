package import OutletWire

/// The body of every refusal: `{"error","message","details"?}`, with `Retry-After` if there is a wait.
package struct ErrorBody {
    package var status: Int
    package var code: String
    package var message: String
    package var details: [FieldProblem] = []
    /// Additional members after these three.
    package var extra = JSONObject()
    package var retryAfterSeconds: Int?

    package init(status: Int, code: String, message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    package var response: Response {
        var response = Response(status: status)
        response.set("Content-Type", "application/json")
        if let retryAfterSeconds { response.set("Retry-After", retryAfterSeconds) }
        var body = JSONObject([("error", .string(code)), ("message", .string(message))])
        if !details.isEmpty {
            var fields = JSONObject()
            for problem in details { fields[problem.field] = .string(problem.text) }
            body.append("details", .object(fields))
        }
        for (key, value) in extra.members { body.append(key, value) }
        response.body = JSON.object(body).bytes
        return response
    }
}

extension APIError {
    /// The error as a response, without the fields that every answer carries.
    package var response: Response {
        var body = ErrorBody(status: code.status, code: code.wireName, message: message)
        body.details = details
        body.retryAfterSeconds = retryAfterSeconds
        return body.response
    }
}
