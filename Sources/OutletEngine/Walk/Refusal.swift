package import OutletContract
import OutletDomain
package import OutletWire

/// A refusal that is to become a response: the API's or the double's own.
package struct Refusal: Error, Sendable {
    package var status: Int
    package var code: RefusalCode
    package var message: String
    package var details: [FieldProblem] = []
    package var retryAfterSeconds: Int?
    /// Further members of the body, after the three that every refusal has.
    package var extra = JSONObject()
    /// Whether the request carried a wrong token.
    var rejectsToken = false
    /// The message for standard error, if the refusal is due to a bug in the double.
    var complaint: String?

    package init(_ error: APIError) {
        self.status = error.status ?? error.code.status
        self.code = .api(error.code)
        self.message = error.message
        self.details = error.details
        self.retryAfterSeconds = error.retryAfterSeconds
    }

    package init(_ code: MockCode, _ message: String, details: [FieldProblem] = []) {
        self.status = code.status
        self.code = .mock(code)
        self.message = message
        self.details = details
    }

    /// A refusal with one of the catalogue's codes under another status: 405, 409, or one that HTTP itself requires.
    package init(status: Int, _ code: ErrorCode, _ message: String, details: [FieldProblem] = []) {
        self.status = status
        self.code = .api(code)
        self.message = message
        self.details = details
    }

    /// The refusal of an account beyond the world's maximum.
    static var tooManyAccounts: Refusal {
        Refusal(
            .accountLimit,
            "This world has \(ProviderState.accountCapacity) accounts, as many as it keeps; POST /__admin/reset starts it over"
        )
    }

    package static func invalid(_ field: String, _ text: String) -> Refusal { Refusal(APIError.invalid(field, text)) }
    package static func notFound(_ message: String) -> Refusal { Refusal(APIError(.notFound, message: message)) }

    /// The one place where a refusal becomes a response.
    package var response: Response {
        var body = ErrorBody(status: status, code: code.wireName, message: message)
        body.details = details
        body.extra = extra
        body.retryAfterSeconds = retryAfterSeconds
        var response = body.response
        // RFC 9110 §15.5.2: a 401 must say which kind of credentials it requires.
        if code == .mock(.tokenRequired) {
            // RFC 6750 §3.1: a wrong token is distinguished from a missing one.
            response.set("WWW-Authenticate", rejectsToken ? "Bearer error=\"invalid_token\"" : "Bearer")
        }
        return response
    }
}

extension Refusal {
    /// 405 for a path that takes other methods.
    package static func wrongMethod(_ method: Method, _ path: String, allowed: [Method]) -> Refusal {
        let names = FieldType.listed(allowed.map(\.name))
        return Refusal(status: 405, .notFound, "\(path) does not take \(method.name); it takes \(names)")
    }
}
