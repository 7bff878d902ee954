import OutletContract
import OutletScenarios
import OutletWire

/// One control call as an OpenAPI operation object.
extension ControlCall {
    var openAPI: JSONObject {
        var object: JSONObject = [
            "operationId": .string(rawValue), "tags": [row.isServerWide ? "server" : "world"],
            "summary": .string(row.summary),
        ]
        object["security"] = row.isOpen ? [] : [[:], ["token": []]]
        object["parameters"] = .array(pathParameters + queryShape.fields.map { $0.parameter(in: "query") })
        if let body = requestBody { object["requestBody"] = body }
        object["responses"] = .object(responses)
        return object
    }

    /// The `{parameters}` of the path. Only `{n}`, a request's number, is an integer.
    private var pathParameters: [JSON] {
        row.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment in
            let name = String(segment.dropFirst().dropLast())
            let field =
                switch name {
                case "n": Field(name, .integer(1...Int.max), "The exchange's number in the journal", example: 17)
                case "topic": Field(name, .choice(ReferenceTopic.allCases.map(\.rawValue)), "What the page is about")
                case "name": Field(name, .text(1...255), "The world's name", example: "healthy~test-1")
                default: Field(name, .text(1...255), "Which one", example: "id-1")
                }
            return field.parameter(in: "path")
        }
    }

    private var requestBody: JSON? {
        if let shape = bodyShape {
            guard !shape.fields.isEmpty else { return nil }
            return [
                "required": .bool(shape.fields.contains { !$0.isOptional }),
                "content": ["application/json": ["schema": .object(shape.schema), "example": shape.example]],
            ]
        }
        guard let document else { return nil }
        return [
            "required": .bool(self != .verify), "description": .string(document.what),
            "content": ["application/json": ["schema": document.schema, "example": document.example]],
        ]
    }

    /// The body, if it has a reader of its own.
    var document: (what: String, schema: JSON, example: JSON)? {
        switch self {
        case .putScenario:
            ("A loaded scenario by its name, or a whole scenario document", ["type": "object"], ["name": "healthy"])
        case .checkScenario:
            ("A scenario file's text", ["type": "object"], ["scenario": "mine", "why": "To try it"])
        case .explainFault, .replaceFault:
            (
                "A fault as in a scenario file", ["type": "object", "required": ["on"]],
                ["on": "*", "error": "maintenance", "retryAfter": 60]
            )
        case .addFault:
            (
                "A fault as in a scenario file", ["type": "object", "required": ["on"]],
                ["on": "createRental", "times": 2, "error": "provider_pool_empty"]
            )
        case .turnDials:
            (
                "Keys of a scenario's `given` that can be changed while a world runs", ["type": "object"],
                ["stock": ["h100-80gb": 0], "billing": "disabled"]
            )
        case .happen:
            (
                "What a fault's `event` takes: a name, an object that narrows it down, or a list of them",
                ScenarioSchema.events, ["name": "pods-fail", "family": "h100-80gb"]
            )
        case .verify:
            (
                "A list of expectations; without a body those of the scenario",
                ["type": "array", "items": ["type": "object"]], [["calls": "createRental", "times": 1]]
            )
        case .importState:
            ("What `exportState` returned", ["type": "object", "required": ["version"]], ["version": 1])
        default: nil
        }
    }

    private var responses: JSONObject {
        var responses: JSONObject = ["200": ["description": "As asked", "content": content]]
        for (status, codes) in refusals {
            responses[status] = [
                "description": .string(codes.map { "`\($0)`" }.joined(separator: ", ")),
                "content": ["application/json": ["schema": ControlCall.schema(of: codes)]],
            ]
        }
        return responses
    }

    private var content: JSON {
        switch self {
        case .panel, .docs, .docsPage: ["text/html": ["schema": ["type": "string"]]]
        case .metrics: ["text/plain": ["schema": ["type": "string"]]]
        case .streamRequests: ["text/event-stream": ["schema": ["type": "string"]]]
        case .report:
            [
                "application/json": ["schema": ["type": "object"]], "text/plain": ["schema": ["type": "string"]],
                "text/html": ["schema": ["type": "string"]], "text/markdown": ["schema": ["type": "string"]],
                "application/xml": ["schema": ["type": "string"]],
            ]
        default: ["application/json": ["schema": ["type": "object"]]]
        }
    }

    private var refusals: [(status: String, codes: [String])] {
        var rows: [(String, [String])] = []
        if !row.isOpen { rows.append(("400", ["validation_failed"])) }
        if !row.isOpen { rows.append(("401", [MockCode.tokenRequired.rawValue])) }
        if !isProbe { rows.append(("403", [MockCode.foreignOrigin.rawValue])) }
        var unknown = row.path.contains("{") || self == .latestMessage ? [ErrorCode.notFound.wireName] : []
        if !row.isServerWide { unknown.append(MockCode.unknownScenario.rawValue) }
        if !unknown.isEmpty { rows.append(("404", unknown)) }
        switch self {
        case .wait: rows.append(("408", [MockCode.waitTimedOut.rawValue]))
        case .verify: rows.append(("409", [MockCode.verifyFailed.rawValue]))
        case .settleCheckout, .settleInvoice, .exportState, .exportScenario:
            rows.append(("409", [ErrorCode.validationFailed.wireName]))
        case .settleSetup:
            rows.append(("409", [ErrorCode.validationFailed.wireName, ErrorCode.cardAlreadyOnFile.wireName]))
        case .settleRental: rows.append(("409", [ErrorCode.alreadyStopped.wireName]))
        default: break
        }
        if !row.isServerWide, isWriting { rows.append(("503", [MockCode.worldLimit.rawValue])) }
        if self == .ready { rows.append(("503", [ErrorCode.maintenance.wireName])) }
        return rows
    }

    /// The refusal's schema. It leaves further members open, since `verify` adds its findings.
    private static func schema(of codes: [String]) -> JSON {
        [
            "type": "object", "required": ["error", "message"],
            "properties": [
                "error": ["type": "string", "enum": .array(codes.map(JSON.string))], "message": ["type": "string"],
                "details": ["type": "object", "additionalProperties": ["type": "string"]],
            ],
        ]
    }
}
