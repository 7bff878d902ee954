extension JSON {
    /// The default size limit of `parse`; a world's whole state is the largest text we write.
    package static let maximumBytes = 64 << 20

    /// Reads a whole text as one value.
    package static func parse(
        _ bytes: [UInt8], dialect: JSONDialect = .strict, maximumBytes: Int = JSON.maximumBytes
    ) throws(JSONSyntaxError) -> JSON {
        var reader = JSONReader(bytes, dialect: dialect)
        return try reader.readDocument(maximumBytes: maximumBytes)
    }

    /// Reads a whole text as one value.
    package static func parse(
        _ text: String, dialect: JSONDialect = .strict
    ) throws(JSONSyntaxError) -> JSON {
        try parse(Array(text.utf8), dialect: dialect)
    }
}
