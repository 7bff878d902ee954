package import OutletContract
package import OutletWire

/// Any refusal on its way to becoming a response: the API's, or the double's own.
package struct Refusal: Error, Sendable {
    package var status: Int
    package var code: String
    package var message: String
    package var details: [FieldProblem] = []
    package var retryAfterSeconds: Int?
    /// Further members of the body, behind the three that every refusal has.
    package var extra = JSONObject()

    package init(_ error: APIError) {
        self.status = error.code.status
        self.code = error.code.wireName
        self.message = error.message
        self.details = error.details
        self.retryAfterSeconds = error.retryAfterSeconds
    }

    package init(_ code: MockCode, _ message: String, details: [FieldProblem] = []) {
        self.status = code.status
        self.code = code.rawValue
        self.message = message
        self.details = details
    }

    /// A refusal with one of the catalogue's codes under another status: 405, 409, or what HTTP itself asks for.
    package init(status: Int, _ code: ErrorCode, _ message: String, details: [FieldProblem] = []) {
        self.status = status
        self.code = code.wireName
        self.message = message
        self.details = details
    }

    package static func invalid(_ field: String, _ text: String) -> Refusal { Refusal(APIError.invalid(field, text)) }
    package static func notFound(_ message: String) -> Refusal { Refusal(APIError(.notFound, message: message)) }

    /// The one place where a refusal becomes a response.
    package var response: Response {
        var body = JSONObject([("error", .string(code)), ("message", .string(message))])
        if !details.isEmpty {
            var fields = JSONObject()
            for problem in details { fields[problem.field] = .string(problem.text) }
            body.append("details", .object(fields))
        }
        for member in extra.members { body.append(member.key, member.value) }
        var response = Response(status: status, json: .object(body))
        if let retryAfterSeconds { response.headers.append(HeaderField("Retry-After", String(retryAfterSeconds))) }
        return response
    }
}

extension Refusal {
    /// 405 for a path that other methods lead to.
    package static func wrongMethod(_ method: Method, _ path: Substring, allowed: [Method]) -> Refusal {
        let names = FieldType.listed(allowed.map(\.name))
        return Refusal(status: 405, .notFound, "\(path) does not take \(method.name); it takes \(names)")
    }
}
