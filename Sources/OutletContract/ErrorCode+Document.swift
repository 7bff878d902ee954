package import OutletWire

/// The table of error codes as data.
extension ErrorCode {
    /// `{"errors":[{"error","status","message","when","advice","retryAfterSeconds","operations"}]}`
    package static var document: JSON {
        ["errors": .array(allCases.map(\.documentRow))]
    }

    private var documentRow: JSON {
        [
            "error": .string(wireName),
            "status": .integer(status),
            "message": .string(message(retryAfterSeconds: row.retryAfterSeconds)),
            "when": .string(row.when),
            "advice": .string(row.advice.rawValue),
            "retryAfterSeconds": .optional(row.retryAfterSeconds),
            "operations": .array(Operation.sending(self).map { .string($0.wireName) }),
        ]
    }
}
