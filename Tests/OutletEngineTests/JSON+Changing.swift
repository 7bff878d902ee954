import OutletWire

/// Documents with one value changed.
extension JSON {
    /// Where a whole number stands, from the top down; list elements by their index as text.
    func numberPaths(_ path: [String] = []) -> [[String]] {
        switch self {
        case .integer: [path]
        case .object(let object): object.members.flatMap { $0.1.numberPaths(path + [$0.0]) }
        case .array(let elements): elements.enumerated().flatMap { $1.numberPaths(path + ["\($0)"]) }
        default: []
        }
    }

    func setting(_ path: [String], to value: JSON) -> JSON {
        guard let first = path.first else { return value }
        let rest = Array(path.dropFirst())
        switch self {
        case .object(var object):
            object[first] = (object[first] ?? .null).setting(rest, to: value)
            return .object(object)
        case .array(var elements):
            if let place = Int(first) { elements[place] = elements[place].setting(rest, to: value) }
            return .array(elements)
        default: return self
        }
    }

    /// With every number under one of the names set; `ratePerHour` to one that no whole number holds.
    func replacing(_ names: [String], with number: Int) -> JSON {
        switch self {
        case .object(let object):
            var changed = object
            for (name, value) in object.members {
                changed[name] =
                    names.contains(name)
                    ? name == "ratePerHour" ? .decimal("1e300") : .integer(number)
                    : value.replacing(names, with: number)
            }
            return .object(changed)
        case .array(let elements): return .array(elements.map { $0.replacing(names, with: number) })
        default: return self
        }
    }
}
