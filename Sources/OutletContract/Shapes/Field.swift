package import OutletWire

/// One field of a shape.
package struct Field: Sendable {
    package var name: String
    package var type: FieldType
    /// Whether the field may be missing.
    package var isOptional: Bool
    /// Whether the field may be null.
    package var isNullable: Bool
    /// The error code for a value of the right type that is out of range.
    package var refusal: ErrorCode
    package var summary: String
    private var givenExample: JSON?

    package init(
        _ name: String, _ type: FieldType, _ summary: String, optional: Bool = false, nullable: Bool = false,
        refusal: ErrorCode = .validationFailed, example: JSON? = nil
    ) {
        self.name = name
        self.type = type
        self.summary = summary
        self.isOptional = optional
        self.isNullable = nullable
        self.refusal = refusal
        self.givenExample = example
    }

    package var example: JSON { givenExample ?? type.example }
}
