import OutletContract
package import OutletWire

extension OpenAPIDocument {
    /// The control plane as a separate OpenAPI 3.1 document, generated from its table of calls. It is for test helpers,
    /// not for clients of the API.
    package static let control: JSON = [
        "openapi": "3.1.0",
        "info": [
            "title": .string("\(Product.name) control plane"),
            "version": .string(Product.version),
            "description": .string(introductionToControl),
        ],
        "servers": [
            ["url": "/", "description": "The server that serves this document; the world `default`"],
            [
                "url": "http://localhost:4429/@{world}", "description": "One world",
                "variables": ["world": ["default": "default", "description": "A label, or scenario~label"]],
            ],
        ],
        "tags": [
            ["name": "server", "description": "About the server as a whole, under whatever prefix"],
            ["name": "world", "description": "About one world"],
        ],
        "paths": .object(controlPaths),
        "components": [
            "securitySchemes": [
                "token": ["type": "http", "scheme": "bearer", "description": "If the server has an --admin-token"]
            ],
            "schemas": ["Error": ErrorDocument.schema],
        ],
    ]

    private static let introductionToControl =
        "The calls with which a test steers and questions the double. A call about one world goes to the world that the prefix names, "
        + "else to `default`. Success is 200."

    private static var controlPaths: JSONObject {
        var paths = JSONObject()
        for call in ControlCall.allCases {
            let path = "/__admin" + call.row.path
            var item = paths[path]?.object ?? JSONObject()
            item[call.row.method.name.lowercased()] = .object(call.openAPI)
            paths[path] = .object(item)
        }
        return paths
    }
}
