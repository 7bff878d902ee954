import OutletContract
import OutletWire
import Testing

@testable import OutletEngine

@Suite("The OpenAPI document")
struct OpenAPIDocumentTests {
    private let paths = OpenAPIDocument.contract["paths"]

    private func object(of operation: Operation) throws -> JSON {
        try #require(paths?[operation.path]?[operation.method.name.lowercased()])
    }

    @Test("names each operation by the contract's id, under its method and path", arguments: Operation.allCases)
    func operations(operation: Operation) throws {
        let object = try object(of: operation)
        #expect(object["operationId"] == .string(operation.wireName))
        #expect(object["security"] == (operation.needsSession ? [["sid": []]] : []))
        let parameters = try #require(object["parameters"]?.array).compactMap { $0["name"]?.string }
        let named = (operation.pathShape.fields + operation.queryShape.fields).map(\.name)
        #expect(parameters.starts(with: named))
        #expect((object["requestBody"] != nil) == (operation.bodyShape != nil))
    }

    @Test("lists under each status exactly the codes that the operation can send", arguments: Operation.allCases)
    func errors(operation: Operation) throws {
        let responses = try #require(try object(of: operation)["responses"]?.object)
        for status in 400...599 where status != 413 {
            let codes = operation.errors.filter { $0.status == status }.map { JSON.string($0.wireName) }
            let schema = responses[String(status)]?["content"]?["application/json"]?["schema"]
            let narrowed = schema?["allOf"]?.array?.last?["properties"]?["error"]?["enum"]
            #expect(narrowed == (codes.isEmpty ? nil : .array(codes)))
        }
    }

    @Test("every reference leads somewhere")
    func references() {
        let document = OpenAPIDocument.contract
        for reference in Self.references(in: document) {
            let target = reference.dropFirst(2).split(separator: "/").reduce(document as JSON?) { $0?[String($1)] }
            #expect(target != nil, "\(reference)")
        }
    }

    @Test("shapes of one name are one shape")
    func names() {
        var schemas: [String: JSONObject] = [:]
        for operation in Operation.allCases {
            for shape in [operation.bodyShape, operation.answerShape].compactMap(\.self).flatMap(\.namedShapes) {
                guard let name = shape.name else { continue }
                #expect(schemas[name] == nil || schemas[name] == shape.schema, "\(name)")
                schemas[name] = shape.schema
            }
        }
        #expect(schemas.count > 10)
    }

    @Test("the example of every shape is true to the shape", arguments: Operation.allCases)
    func examples(operation: Operation) throws {
        for shape in [operation.pathShape, operation.queryShape, operation.bodyShape, operation.answerShape] {
            guard let shape, let example = shape.example.object else { continue }
            try shape.check(example)
        }
    }

    private static func references(in json: JSON) -> [String] {
        switch json {
        case .array(let elements): elements.flatMap(references)
        case .object(let object):
            object.members.flatMap { key, value in
                key == "$ref" ? [value.string].compactMap(\.self) : references(in: value)
            }
        default: []
        }
    }
}
