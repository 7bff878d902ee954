import OutletContract
package import OutletWire

/// The contract as an OpenAPI 3.1 document, generated from its three tables: operations, error codes and shapes.
///
/// Every operation names its parameters, body, answers and errors, each with an example, so that a client can be
/// generated from it and a server tested against it.
package enum OpenAPIDocument {
    package static let contract: JSON = [
        "openapi": "3.1.0",
        "info": [
            "title": "GPU Outlet API",
            "version": .string(Product.version),
            "summary": "Rent GPUs by the hour, paid from a prepaid wallet",
            "description": .string(introduction),
        ],
        "servers": servers,
        "tags": .array(Operation.Group.allCases.map(\.tag)),
        "paths": .object(paths),
        "components": [
            "securitySchemes": ["sid": sessionScheme],
            "parameters": .object(HeaderDocument.parameters),
            "headers": .object(HeaderDocument.components),
            "schemas": .object(schemas),
            "responses": .object(WireRefusalDocument.components),
        ],
    ]

    private static let introduction = """
        Money is integer US cents and times are ISO 8601 in UTC with whole seconds. Success is always 200; the two \
        OAuth calls redirect with 302. Every refusal has the body {"error", "message", "details"?}.

        A path that this document does not name answers 404 `not_found`, and a method that a path does not take \
        answers 405 with `Allow`. What is no HTTP or too long is refused as the components' responses say, and the \
        connection ends.
        """

    private static let servers: JSON = [
        ["url": "/", "description": "The server that serves this document"],
        [
            "url": "http://localhost:4429/@{world}", "description": "One world of this double",
            "variables": ["world": ["default": "default", "description": "A label, or scenario~label"]],
        ],
        ["url": "https://gpuoutlet.ai", "description": "The real API"],
    ]

    private static let sessionScheme: JSON = [
        "type": "apiKey", "in": "cookie", "name": "sid",
        "description": "Set by verifyCode and oauthCallback; lives 30 days from its last use",
    ]

    private static var paths: JSONObject {
        var paths = JSONObject()
        for operation in Operation.allCases {
            var item = paths[operation.path]?.object ?? JSONObject()
            item[operation.method.name.lowercased()] = .object(operation.openAPI)
            paths[operation.path] = .object(item)
        }
        return paths
    }

    /// Every named shape once, plus the refusal.
    private static var schemas: JSONObject {
        let shapes = Operation.allCases.flatMap { operation in
            [operation.bodyShape, operation.answerShape].compactMap(\.self).flatMap(\.namedShapes)
        }
        var schemas: JSONObject = ["Error": ErrorDocument.schema]
        for shape in shapes {
            if let name = shape.name { schemas[name] = .object(shape.schema) }
        }
        return schemas
    }
}

extension Operation.Group {
    fileprivate var tag: JSON { ["name": .string(rawValue), "description": .string(summary)] }

    private var summary: String {
        switch self {
        case .auth: "Signing in by one-time code or OAuth, and out again"
        case .catalog: "What can be rented"
        case .rentals: "Pods: launching, watching, stopping"
        case .sshKeys: "The keys that open a pod"
        case .billing: "Wallet, ledger, card, top-ups"
        case .invoices: "What is still owed"
        case .webhooks: "What Stripe reports"
        }
    }
}
