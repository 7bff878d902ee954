import OutletContract
import OutletWire

/// The refusals that belong to no operation: a method that a path does not take, and what HTTP itself refuses. They
/// keep HTTP's status and have the body of `validation_failed`, or of `not_found` for 405.
enum WireRefusalDocument {
    static var components: JSONObject {
        var responses = JSONObject()
        for row in rows { responses[row.name] = response(row) }
        return responses
    }

    private struct Row {
        var name: String
        var status: Int
        var code: ErrorCode
        var when: String
    }

    private static let rows = [
        Row(
            name: "MethodNotAllowed", status: 405, code: .notFound, when: "the path is known, the method is not for it"),
        Row(
            name: "BadRequest", status: 400, code: .validationFailed,
            when: "the message is outside the grammar of RFC 9112"),
        Row(name: "RequestTimeout", status: 408, code: .validationFailed, when: "the request did not arrive in time"),
        Row(
            name: "ContentTooLarge", status: 413, code: .validationFailed,
            when: "the body is longer than \(Limits.bodyBytes) bytes"),
        Row(
            name: "UnsupportedMediaType", status: 415, code: .validationFailed,
            when: "the body is in a content coding such as gzip"),
        Row(name: "URITooLong", status: 414, code: .validationFailed, when: "the request line is too long"),
        Row(
            name: "HeaderFieldsTooLarge", status: 431, code: .validationFailed,
            when: "the header fields are too long or too many"),
        Row(
            name: "NotImplemented", status: 501, code: .validationFailed,
            when: "the method or the transfer coding is not known"),
        Row(
            name: "VersionNotSupported", status: 505, code: .validationFailed,
            when: "the version is neither HTTP/1.1 nor HTTP/1.0"),
    ]

    private static func response(_ row: Row) -> JSON {
        var headers: JSONObject = ["X-Request-Id": ["$ref": "#/components/headers/X-Request-Id"]]
        if row.status == 405 {
            headers["Allow"] = [
                "description": "The methods that the path takes", "required": true, "schema": ["type": "string"],
                "example": "GET, HEAD, OPTIONS",
            ]
        }
        return [
            "description": .string("\(row.status): \(row.when)"), "headers": .object(headers),
            "content": [
                "application/json": [
                    "schema": ErrorDocument.schema(of: [row.code]),
                    "example": ["error": .string(row.code.wireName), "message": .string(row.when)],
                ]
            ],
        ]
    }
}
