import OutletContract
import OutletWire

/// The refusals of an operation as OpenAPI responses: one for each status, whose `error` is one of the codes that this
/// operation can send with that status.
enum ErrorDocument {
    static let schema: JSON = [
        "type": "object",
        "required": ["error", "message"],
        "properties": [
            "error": ["type": "string", "description": "The code; branch on this"],
            "message": ["type": "string", "minLength": 1, "description": "A sentence for people"],
            "details": [
                "type": "object", "minProperties": 1, "additionalProperties": ["type": "string"],
                "description": "What is wrong with which field, by its dotted path; left out when empty",
            ],
        ],
        "additionalProperties": false,
    ]

    /// `{"400": …, "401": …}`, in the order of the statuses.
    static func responses(of operation: Operation) -> [(status: String, response: JSON)] {
        let statuses = Set(operation.errors.map(\.status)).sorted()
        return statuses.map { status in
            let codes = operation.errors.filter { $0.status == status }
            return (String(status), response(codes, of: operation))
        }
    }

    private static func response(_ codes: [ErrorCode], of operation: Operation) -> JSON {
        var examples = JSONObject()
        for code in codes {
            examples[code.wireName] = ["summary": .string(code.row.when), "value": example(code, operation)]
        }
        return [
            "description": .string(codes.map { "`\($0.wireName)`: \($0.row.when)" }.joined(separator: "\n\n")),
            "headers": .object(HeaderDocument.ofRefusal(codes, of: operation)),
            "content": ["application/json": ["schema": schema(of: codes), "examples": .object(examples)]],
        ]
    }

    /// The common schema, narrowed to the codes that can come with this status.
    static func schema(of codes: [ErrorCode]) -> JSON {
        let words = codes.map { JSON.string($0.wireName) }
        return [
            "allOf": [
                ["$ref": "#/components/schemas/Error"],
                ["type": "object", "properties": ["error": ["enum": .array(words)]]],
            ]
        ]
    }

    private static func example(_ code: ErrorCode, _ operation: Operation) -> JSON {
        var body: JSONObject = [
            "error": .string(code.wireName),
            "message": .string(code.message(retryAfterSeconds: code.row.retryAfterSeconds)),
        ]
        let fields = (operation.bodyShape ?? operation.queryShape).fields
        if code == .validationFailed, let field = fields.first {
            body["details"] = .object([field.name: .string("is required")])
        }
        return .object(body)
    }
}
