package import OutletWire

/// The fields of a JSON object, a query or a path: one table that the body decoder, OpenAPI, the conformance suite and
/// the renderer's tests all read.
package struct Shape: Sendable {
    package var fields: [Field]
    /// Whether fields that the table does not name are allowed (they are in Stripe's webhooks only).
    package var isOpen: Bool
    /// Rules that no single field's type can express. Each gets the whole object, in which anything may still be wrong.
    package var rules: [@Sendable (JSONObject) -> [Finding]] = []
    /// The name of a record of this shape in the documents, if it has one.
    package var name: String?

    package init(_ fields: [Field] = [], isOpen: Bool = false) {
        self.fields = fields
        self.isOpen = isOpen
    }

    /// The same shape with one more rule about its values.
    func with(_ rule: @escaping @Sendable (JSONObject) -> [Finding]) -> Shape {
        var shape = self
        shape.rules.append(rule)
        return shape
    }

    /// The same shape under a name.
    package func named(_ name: String) -> Shape {
        var shape = self
        shape.name = name
        return shape
    }

    package static let empty = Shape()

    package subscript(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// An object with each field's example, as the documents show it.
    package var example: JSON {
        .object(JSONObject(fields.map { ($0.name, $0.example) }))
    }
}
