import OutletWire

extension KeyRow {
    /// The allowed values, for a reference: `live` or `virtual`; a whole number from 0 to 100; a list of `user`
    /// objects.
    package var values: String { shape.described }
}

extension KeyShape {
    fileprivate var described: String {
        switch self {
        case .text(let form): form.wanted
        case .word(let vocabulary): vocabulary.described
        case .integer(let range): "a whole number\(KeyShape.bounds(range))"
        case .number(let range): "a number\(KeyShape.bounds(range))"
        case .anything: "any JSON value"
        case .boolean, .null: wanted
        case .object(let table): "\("aeiou".contains(table.name.prefix(1)) ? "an" : "a") `\(table.name)` object"
        case .list(.object(let table)): "a list of `\(table.name)` objects"
        case .list(let element): "a list, each item \(element.described)"
        case .oneOrMore(let element): "\(element.described); or a list of these"
        case .map(let form, let value): "an object; each key is \(form.wanted), each value \(value.described)"
        case .wordMap(let vocabulary, let value):
            "an object; each key is \(vocabulary.described), each value \(value.described)"
        case .either(let shapes): shapes.map(\.described).joined(separator: ", or ")
        }
    }

    private static func bounds(_ range: ClosedRange<Int>) -> String {
        if range.upperBound == Int.max { return ", \(grouped(range.lowerBound)) or more" }
        return " from \(grouped(range.lowerBound)) to \(grouped(range.upperBound))"
    }

    private static func bounds(_ range: ClosedRange<Double>) -> String {
        guard range.upperBound < Double.greatestFiniteMagnitude else { return "" }
        return " from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    }

    private static func plain(_ number: Double) -> String { Int(exactly: number).map(grouped) ?? "\(number)" }

    /// `1,000,000`
    private static func grouped(_ number: Int) -> String {
        var groups: [Substring] = []
        var digits = String(number)[...]
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}

extension Vocabulary {
    /// Lists the words if they are few, or else names their kind.
    fileprivate var described: String {
        words.count <= 12 ? Phrase.listed(words.map { "`\($0)`" }) : "\(article) \(noun)"
    }
}
