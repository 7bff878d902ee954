package import OutletWire

/// The values that a field may hold.
package indirect enum FieldType: Sendable {
    case boolean
    /// A whole number, within the range if there is one.
    case integer(ClosedRange<Int>?)
    /// One of a few whole numbers.
    case count([Int])
    /// A number above the first bound and up to the second.
    case number(above: Double, upTo: Double)
    /// A number with two decimals: dollars.
    case dollars
    /// A string whose length in characters is in the range, if there is one.
    case text(ClosedRange<Int>?)
    /// One of a few words.
    case choice([String])
    /// Like `choice`, but an unknown word is refused only if nothing else is wrong with the request.
    case reference([String])
    case email
    /// This many decimal digits.
    case digits(Int)
    case id(ResourceKind)
    /// ISO 8601 in UTC, whole seconds.
    case instant
    case url
    /// Text such as `10m`, or a number of seconds.
    case duration(upTo: Span)
    /// A string that the API itself issued, such as a paging cursor.
    case opaque(String)
    /// A paging cursor that a client sends back.
    case cursor
    /// A country code of ISO 3166-1, or one of the API's areas.
    case region
    case list(FieldType)
    case object(Shape)

    package var example: JSON {
        switch self {
        case .boolean: true
        case .integer(let range): .integer(range?.lowerBound ?? 1)
        case .count(let counts): .integer(counts.first ?? 1)
        case .number: .integer(1)
        case .dollars: .decimal("2.80")
        case .text: "text"
        case .choice(let words), .reference(let words): .string(words.first ?? "")
        case .email: "dev@example.com"
        case .digits(let count): .string(String("123456789".prefix(count)))
        case .id(let kind): .string(kind.example)
        case .instant: .string(Limits.virtualStart.iso8601)
        case .duration: "10m"
        case .url: "http://localhost:4429/"
        case .opaque(let example): .string(example)
        case .cursor: .string(Cursor(lastId: ResourceKind.rental.example).text)
        case .region: "US"
        case .list(let element): .array([element.example])
        case .object(let shape): shape.example
        }
    }
}
