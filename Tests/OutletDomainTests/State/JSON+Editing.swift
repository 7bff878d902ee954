import OutletWire

extension JSON {
    /// The value with another at a place given step by step: a member's name or a place in a list.
    func setting(_ path: [any Sendable], to value: JSON?) -> JSON {
        guard let step = path.first else { return value ?? .null }
        let rest = Array(path.dropFirst())
        if let name = step as? String, var object {
            object[name] = rest.isEmpty ? value : (object[name] ?? .null).setting(rest, to: value)
            return .object(object)
        }
        if let index = step as? Int, var array, array.indices.contains(index) {
            array[index] = array[index].setting(rest, to: value)
            return .array(array)
        }
        return self
    }
}
