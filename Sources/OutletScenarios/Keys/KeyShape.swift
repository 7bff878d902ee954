import OutletWire

/// What a key's value may be. The reader checks values against it, and the JSON Schema is made from it.
indirect enum KeyShape: Sendable {
    case text(TextForm)
    case word(Vocabulary)
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    case null
    /// Any JSON value.
    case anything
    case object(KeyTable)
    case list(KeyShape)
    /// A value, or a list of at least one.
    case oneOrMore(KeyShape)
    /// An object with free keys of one form.
    case map(TextForm, KeyShape)
    /// An object whose keys are words of a vocabulary.
    case wordMap(Vocabulary, KeyShape)
    /// One of several shapes; no two of them take the same kind of JSON value.
    case either([KeyShape])

    /// Text, a number, a boolean or null.
    static let scalar = KeyShape.either([
        .text(.text(maximum: 1000)), .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude),
        .boolean, .null,
    ])

    /// Whether a value of this type fits the shape, whatever its form and range.
    func takes(_ value: JSONNode.Value) -> Bool {
        switch (self, value) {
        case (.anything, _), (.text, .string), (.word, .string), (.integer, .integer), (.boolean, .bool): true
        case (.number, .integer), (.number, .decimal), (.null, .null), (.list, .array), (.oneOrMore, .array): true
        case (.object, .object), (.map, .object), (.wordMap, .object): true
        case (.oneOrMore(let shape), _): shape.takes(value)
        case (.either(let shapes), _): shapes.contains { $0.takes(value) }
        default: false
        }
    }

    /// The tables of the objects that such a value is or contains.
    var tables: [KeyTable] {
        switch self {
        case .object(let table): [table]
        case .list(let shape), .oneOrMore(let shape), .map(_, let shape), .wordMap(_, let shape): shape.tables
        case .either(let shapes): shapes.flatMap(\.tables)
        case .text, .word, .integer, .number, .boolean, .null, .anything: []
        }
    }

    /// The expected value, in words.
    var wanted: String {
        switch self {
        case .text(let form): form.wanted
        case .word(let vocabulary): "\(vocabulary.article) \(vocabulary.noun)"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .anything: "a value"
        case .object, .map, .wordMap: "an object"
        case .list: "a list"
        case .oneOrMore(let shape): "\(shape.wanted), or a list of them"
        case .either(let shapes): shapes.map(\.wanted).joined(separator: ", or ")
        }
    }
}

/// Lists of words for messages.
package enum Phrase {
    /// `a, b or c`.
    static func listed(_ words: [String], last word: String = "or") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(word) \(last)"
    }

    /// `95 %`, `12.5 %`: with at most three decimals.
    package static func percent(_ share: Double) -> String {
        "\(KeyChecker.plain((share * 100_000).rounded() / 1000)) %"
    }
}
