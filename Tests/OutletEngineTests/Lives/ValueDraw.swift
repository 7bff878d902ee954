import OutletContract
import OutletWire

@testable import OutletScenarios

/// Draws values for the places of shapes and key tables: mostly legal ones, at the ends of what the place may hold.
struct ValueDraw {
    private var draw: SeededDraw

    init(seed: Int) { draw = SeededDraw(seed: seed, purpose: "random life", ordinal: 1) }

    mutating func below(_ bound: Int) -> Int { draw.next(below: bound) }

    /// Whether one of so many cases has come up.
    mutating func oneIn(_ bound: Int) -> Bool { draw.next(below: bound) == 0 }

    /// Nil only where there is nothing to pick.
    mutating func pick<Values: RandomAccessCollection>(_ values: Values) -> Values.Element? where Values.Index == Int {
        values.isEmpty ? nil : values[values.startIndex + draw.next(below: values.count)]
    }

    // MARK: Shapes

    /// - Parameter known: values that mean something in the world as it is, by the field's name or kind.
    mutating func object(_ shape: Shape, known: (Field) -> [JSON]) -> JSONObject {
        var object = JSONObject()
        for field in shape.fields where !field.isOptional || oneIn(2) {
            object[field.name] = value(field, known: known)
        }
        return object
    }

    mutating func value(_ field: Field, known: (Field) -> [JSON]) -> JSON {
        if !oneIn(5), let value = pick(known(field)) { return value }
        if case .object(let shape) = field.type, !oneIn(60) { return .object(object(shape, known: known)) }
        let edges = field.type.edges
        if oneIn(60), let value = pick(edges.outside) { return value }
        return oneIn(3) ? field.example : pick(edges.inside) ?? field.example
    }

    // MARK: Key tables

    /// - Parameter sparseness: of so many keys that may be missing, one is there.
    mutating func object(_ table: KeyTable, sparseness: Int = 3) -> JSON {
        var object = JSONObject()
        for row in table.rows where row.isRequired || oneIn(sparseness) {
            object[row.name] = value(row.shape, row.example)
        }
        return .object(object)
    }

    mutating func value(_ shape: KeyShape, _ example: JSON) -> JSON {
        switch shape {
        case .object(let table): return object(table)
        case .list(let element):
            let examples = example.array ?? [example]
            return .array((0..<below(4)).map { _ in value(element, pick(examples) ?? example) })
        case .oneOrMore(let element):
            let one = value(element, example.array?.first ?? example)
            return oneIn(3) ? [one, value(element, example.array?.last ?? example)] : one
        case .map(_, let element):
            let members = example.object?.members ?? []
            return .object(JSONObject(members.map { ($0.0, oneIn(2) ? $0.1 : value(element, $0.1)) }))
        case .wordMap(let vocabulary, let element):
            let word = pick(vocabulary.words) ?? ""
            return .object(JSONObject([(word, value(element, 1))]))
        case .either(let shapes): return pick(shapes).map { value($0, example) } ?? example
        case .word(let vocabulary): return pick(vocabulary.words).map(JSON.string) ?? example
        case .anything: return pick([nil, 1, "x", [], example] as [JSON]) ?? example
        default:
            return oneIn(2) ? example : pick(shape.edges.inside) ?? example
        }
    }

    /// A document that its reader takes: what it complains of is taken out. Where that does not help, another is
    /// drawn, with fewer keys each time.
    mutating func legal(
        _ table: KeyTable, _ read: (JSON) throws(ProblemList) -> Void
    ) -> JSON {
        for attempt in 0..<36 {
            let document = object(table, sparseness: 3 + attempt / 4)
            if let document = ValueDraw.repaired(document, read) { return document }
        }
        return object(table, sparseness: 12)
    }

    /// The document without what its reader complains of; nil where that does not help.
    static func repaired(_ document: JSON, _ read: (JSON) throws(ProblemList) -> Void) -> JSON? {
        var document = document
        for _ in 0..<20 {
            do throws(ProblemList) {
                try read(document)
                return document
            } catch {
                for problem in error.problems.reversed() { document = document.removing(path(problem.location.path)) }
            }
        }
        return nil
    }

    /// `given.users[0].sid` as steps from the top.
    private static func path(_ text: String) -> [String] {
        text.split(whereSeparator: { $0 == "." || $0 == "[" || $0 == "]" }).map { $0.filter { $0 != "\"" } }
    }
}
