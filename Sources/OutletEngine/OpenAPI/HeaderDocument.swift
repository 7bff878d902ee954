import OutletContract
import OutletWire

/// The headers that answers carry, and the one that every request may carry.
enum HeaderDocument {
    static let parameters: JSONObject = [
        "X-Request-Id": [
            "name": "X-Request-Id", "in": "header", "required": false,
            "description": "Echoed where it is 1 to 128 visible ASCII characters; any other is replaced",
            "schema": ["type": "string"], "example": "req-17",
        ]
    ]

    static let components: JSONObject = [
        "X-Request-Id": header("The request's id, to be named in a question to support", "req_17", required: true),
        "X-RateLimit-Limit": header("Requests that the window allows", 100, schema: ["type": "integer", "minimum": 1]),
        "X-RateLimit-Remaining": header(
            "Requests that are left in the window", 99, schema: ["type": "integer", "minimum": 0]),
        "X-RateLimit-Reset": header(
            "When the window ends, in seconds since 1970", 1_780_819_260, schema: ["type": "integer", "minimum": 0]),
        "Retry-After": header(
            "Seconds to wait before the call is repeated", 30, required: true,
            schema: ["type": "integer", "minimum": 1]),
        "Set-Cookie": header(
            "The session cookie, sent again so that it lives on",
            "sid=dev; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=2592000; Expires=Tue, 07 Jul 2026 08:00:00 GMT",
            schema: ["type": "string", "pattern": "^sid="]),
        "Location": header("Where to go next", "/app", required: true),
    ]

    /// The headers of an operation's successful answer.
    static func ofAnswer(to operation: Operation) -> JSONObject {
        var fields = reference(["X-Request-Id"])
        if operation.needsSession {
            add(["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"], to: &fields)
        }
        if operation.needsSession || [.verifyCode, .oauthCallback].contains(operation) {
            add(["Set-Cookie"], to: &fields)
        }
        if operation.row.successStatus == 302 { add(["Location"], to: &fields) }
        return fields
    }

    /// The headers of a refusal with one of these codes, which all have the same status.
    static func ofRefusal(_ codes: [ErrorCode], of operation: Operation) -> JSONObject {
        var fields = reference(["X-Request-Id"])
        if operation.needsSession, codes != [.unauthorized] {
            add(["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"], to: &fields)
        }
        if codes.allSatisfy({ $0.row.retryAfterSeconds != nil }) { add(["Retry-After"], to: &fields) }
        return fields
    }

    private static func reference(_ names: [String]) -> JSONObject {
        var fields = JSONObject()
        add(names, to: &fields)
        return fields
    }

    private static func add(_ names: [String], to fields: inout JSONObject) {
        for name in names { fields[name] = ["$ref": .string("#/components/headers/\(name)")] }
    }

    private static func header(
        _ description: String, _ example: JSON, required: Bool = false,
        schema: JSON = ["type": "string", "minLength": 1]
    ) -> JSON {
        ["description": .string(description), "required": .bool(required), "schema": schema, "example": example]
    }
}
