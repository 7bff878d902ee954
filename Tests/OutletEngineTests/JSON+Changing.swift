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

    /// Where anything but an object stands, from the top down.
    func leafPaths(_ path: [String] = []) -> [[String]] {
        switch self {
        case .object(let object): object.members.flatMap { $0.1.leafPaths(path + [$0.0]) }
        case .array(let elements): [path] + elements.enumerated().flatMap { $1.leafPaths(path + ["\($0)"]) }
        default: [path]
        }
    }

    func value(at path: [String]) -> JSON? {
        path.reduce(self) { json, step in
            json?[step]
                ?? Int(step).flatMap { index in
                    json?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                }
        }
    }

    /// Without the member or element at a path; where the path leads on from there to nothing, without what it leads
    /// through last.
    func removing(_ path: [String]) -> JSON {
        guard let first = path.first else { return self }
        let rest = Array(path.dropFirst())
        switch self {
        case .object(var object):
            guard let inner = object[first] else { return self }
            let shorter = inner.removing(rest)
            object[first] = rest.isEmpty || shorter == inner ? nil : shorter
            return .object(object)
        case .array(var elements):
            guard let index = Int(first), elements.indices.contains(index) else { return self }
            let shorter = elements[index].removing(rest)
            if rest.isEmpty || shorter == elements[index] {
                elements.remove(at: index)
            } else {
                elements[index] = shorter
            }
            return .array(elements)
        default: return self
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
            if let index = Int(first) { elements[index] = elements[index].setting(rest, to: value) }
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
