import OutletContract
import OutletWire

/// One operation as an OpenAPI operation object.
extension Operation {
    var openAPI: JSONObject {
        var object: JSONObject = [
            "operationId": .string(wireName),
            "tags": [.string(group.rawValue)],
            "summary": .string(row.summary),
        ]
        if !row.aliases.isEmpty {
            let paths = row.aliases.map { "`\($0)`" }.joined(separator: ", ")
            object["description"] = .string("The same operation answers at \(paths).")
        }
        object["security"] = needsSession ? [["sid": []]] : []
        object["parameters"] = .array(parameters)
        if let body = requestBody { object["requestBody"] = body }
        object["responses"] = .object(responses)
        return object
    }

    private var parameters: [JSON] {
        pathShape.fields.map { $0.parameter(in: "path") } + queryShape.fields.map { $0.parameter(in: "query") }
            + (self == .stripeWebhook ? [Operation.signatureParameter] : [])
            + [["$ref": "#/components/parameters/X-Request-Id"]]
    }

    private static let signatureParameter: JSON = [
        "name": "Stripe-Signature", "in": "header", "required": true,
        "description": "`t=…,v1=…` as Stripe signs: HMAC-SHA256 over `t.body`, at most 300 s old",
        "schema": ["type": "string", "minLength": 1],
        "example": "t=1780819200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
    ]

    private var requestBody: JSON? {
        guard let shape = bodyShape else { return nil }
        var schema = shape.schema
        for (key, value) in bodyRules { schema[key] = value }
        return [
            "required": .bool(shape.fields.contains { !$0.isOptional }),
            "content": ["application/json": ["schema": .object(schema), "example": shape.example]],
        ]
    }

    /// The rules between the body's fields.
    private var bodyRules: [(String, JSON)] {
        guard self == .setAutoTopup else { return [] }
        return [
            ("if", ["properties": ["enabled": ["const": true]]]),
            (
                "then",
                [
                    "required": ["thresholdCents", "topupAmountCents"],
                    "properties": ["thresholdCents": ["type": "integer"], "topupAmountCents": ["type": "integer"]],
                ]
            ),
        ]
    }

    private var responses: JSONObject {
        var responses = JSONObject()
        responses.append(String(row.successStatus), .object(success))
        for (status, response) in ErrorDocument.responses(of: self) { responses.append(status, response) }
        if bodyShape != nil { responses["413"] = ["$ref": "#/components/responses/ContentTooLarge"] }
        return responses
    }

    private var success: JSONObject {
        var response: JSONObject = [
            "description": .string(answerShape == nil ? "On to the next page" : "As asked"),
            "headers": .object(HeaderDocument.ofAnswer(to: self)),
        ]
        if let shape = answerShape {
            response["content"] = [
                "application/json": ["schema": .object(shape.schemaOrReference), "example": shape.example]
            ]
        }
        if !links.isEmpty { response["links"] = .object(links) }
        return response
    }
}

extension Field {
    func parameter(in location: String) -> JSON {
        var schema = type.schema
        schema["examples"] = nil
        return [
            "name": .string(name), "in": .string(location), "required": .bool(!isOptional),
            "description": .string(summary), "schema": .object(schema), "example": example,
        ]
    }
}
