import OutletContract
package import OutletWire

/// The contract's tables as data, for `GET /__admin/errors` and `operations` and for the command line.
package enum ContractTables {
    package static var errors: JSON {
        [
            "errors": .array(
                ErrorCode.allCases.map { code in
                    [
                        "code": .string(code.wireName), "status": .integer(code.status),
                        "message": .string(code.message(retryAfterSeconds: code.row.retryAfterSeconds)),
                        "when": .string(code.row.when), "advice": .string(code.row.advice.rawValue),
                        "retryAfterSeconds": .optional(code.row.retryAfterSeconds),
                        "operations": .array(Operation.sending(code).map { .string($0.wireName) }),
                    ]
                })
        ]
    }

    package static var operations: JSON {
        [
            "operations": .array(
                Operation.allCases.map { operation in
                    [
                        "operation": .string(operation.wireName), "method": .string(operation.method.name),
                        "path": .string(operation.path), "group": .string(operation.group.rawValue),
                        "summary": .string(operation.row.summary), "needsSession": .bool(operation.needsSession),
                        "errors": .array(operation.errors.map { .string($0.wireName) }),
                    ]
                })
        ]
    }
}
