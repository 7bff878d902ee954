package import OutletWire

/// The one form of every refusal: `{"error","message","details"?}`, with `Retry-After` where it tells a wait.
package enum ErrorBody {
    /// - Parameters:
    ///   - extra: further members behind the three.
    package static func response(
        status: Int, code: String, message: String, details: [FieldProblem] = [], extra: JSONObject = JSONObject(),
        retryAfterSeconds: Int?
    ) -> Response {
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
    /// The error as it is sent, but for what every answer carries.
    package var response: Response {
        ErrorBody.response(
            status: code.status, code: code.wireName, message: message, details: details,
            retryAfterSeconds: retryAfterSeconds)
    }
}
