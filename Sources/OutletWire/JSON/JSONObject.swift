/// The members of a JSON object, in the order in which they were written.
///
/// Lookups scan the keys one by one: this API's objects have a dozen members, for which that is fastest.
package struct JSONObject: Sendable {
    /// Pairs of key and value, in the form in which a dictionary literal passes them, so that none is copied.
    package private(set) var members: [(String, JSON)]

    package init(_ members: [(String, JSON)] = []) { self.members = members }

    /// Creates an empty object with room for `capacity` members.
    package init(capacity: Int) {
        members = []
        members.reserveCapacity(capacity)
    }

    package var isEmpty: Bool { members.isEmpty }
    package var keys: [String] { members.map(\.0) }

    package func contains(_ key: String) -> Bool { firstIndex(of: key) != nil }

    private func firstIndex(of key: String) -> Int? {
        let length = key.utf8.count
        var index = 0
        while index < members.count {
            if members[index].0.utf8.count == length, members[index].0.isSpelled(like: key) { return index }
            index += 1
        }
        return nil
    }

    /// Reading returns the first member with this key. Writing replaces it in place or appends it; nil removes it.
    package subscript(_ key: String) -> JSON? {
        get { firstIndex(of: key).map { members[$0].1 } }
        set {
            let position = firstIndex(of: key)
            switch (position, newValue) {
            case (let position?, let value?): members[position].1 = value
            case (let position?, nil): members.remove(at: position)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// Appends a member without checking whether the key is taken; for callers that know it is not.
    package mutating func append(_ key: String, _ value: JSON) {
        members.append((key, value))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}

extension JSONObject: Hashable {
    package static func == (a: JSONObject, b: JSONObject) -> Bool {
        a.members.elementsEqual(b.members) { $0.0.isSpelled(like: $1.0) && $0.1 == $1.1 }
    }

    package func hash(into hasher: inout Hasher) {
        for (key, value) in members {
            hasher.combine(key)
            hasher.combine(value)
        }
    }
}
