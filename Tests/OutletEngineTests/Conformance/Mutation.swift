import OutletContract
import OutletWire
import Testing

/// One way to spoil a server: what a proxy between the suite and the double does to the messages that pass.
struct Mutation: Sendable, CustomTestStringConvertible {
    var name: String
    /// The operation whose messages it touches; nil touches those of every operation.
    var operation: Operation?
    /// What the server gets to see instead of the question.
    var rewrite: (@Sendable (Request) -> Request)?
    /// What becomes of the answer; says whether anything did.
    var spoil: (@Sendable (Request, inout Response) -> Bool)?
    /// Dials of the double that are turned before the suite begins.
    var dials: JSON?

    var testDescription: String { name }

    /// The answer's status becomes another.
    static func status(_ from: Int, _ to: Int, of operation: Operation? = nil) -> Mutation {
        Mutation(name: "\(operation?.wireName ?? "every operation") answers \(to) for \(from)", operation: operation) {
            _, response in
            guard response.status == from else { return false }
            response.status = to
            return true
        }
    }

    /// A header field is changed, or with nil taken away.
    static func header(
        _ name: String, _ what: String, of operation: Operation? = nil,
        _ change: @escaping @Sendable (String) -> String?
    ) -> Mutation {
        Mutation(name: "\(name) \(what)\(operation.map { " of \($0.wireName)" } ?? "")", operation: operation) {
            _, response in
            guard let position = response.headers.firstIndex(where: { $0.name == name }) else { return false }
            let value = change(response.headers[position].value)
            guard value != response.headers[position].value else { return false }
            if let value { response.headers[position].value = value } else { response.headers.remove(at: position) }
            return true
        }
    }

    /// The body of a good answer is changed.
    static func body(
        _ name: String, of operation: Operation?, status: Int? = 200, _ change: @escaping @Sendable (JSON) -> JSON
    ) -> Mutation {
        Mutation(name: name, operation: operation) { _, response in
            guard status == nil || response.status == status, let body = try? JSON.parse(response.body) else {
                return false
            }
            let changed = change(body)
            guard changed != body else { return false }
            response.body = changed.bytes
            return true
        }
    }

    /// The value at a path of a good answer is changed; `*` stands for each element of a list.
    static func value(
        _ operation: Operation, _ path: String, _ what: String, _ change: @escaping @Sendable (JSON) -> JSON?
    ) -> Mutation {
        body("\(operation.wireName): \(path) \(what)", of: operation) { body in
            body.changing(path.split(separator: ".")[...].map(String.init)[...], change) ?? body
        }
    }

    /// The question is changed on its way: the server keeps another rule than the client asked about.
    static func question(
        _ name: String, of operation: Operation, _ change: @escaping @Sendable (Request) -> Request
    ) -> Mutation {
        Mutation(name: name, operation: operation, rewrite: change)
    }

    /// One text in the target or the body is another when it arrives.
    static func question(_ name: String, of operation: Operation, _ text: String, _ other: String) -> Mutation {
        question(name, of: operation) { request in
            let body = String(decoding: request.body, as: UTF8.self).replacing(text, with: other)
            return Request(
                method: request.method, target: request.target.replacing(text, with: other),
                headers: request.headerFields, body: Array(body.utf8))
        }
    }

    static func dial(_ name: String, _ dials: JSON) -> Mutation { Mutation(name: name, dials: dials) }
}

extension Mutation {
    init(
        name: String, operation: Operation?,
        spoil: @escaping @Sendable (Request, inout Response) -> Bool
    ) {
        self.init(name: name, operation: operation, rewrite: nil, spoil: spoil, dials: nil)
    }
}

extension JSON {
    /// This value with what stands at `path` changed, or with nil taken away; nil where that takes this value away.
    func changing(_ path: ArraySlice<String>, _ change: (JSON) -> JSON?) -> JSON? {
        guard let step = path.first else { return change(self) }
        let rest = path.dropFirst()
        switch self {
        case .array(let elements) where step == "*": return .array(elements.compactMap { $0.changing(rest, change) })
        case .array(var elements):
            guard let index = Int(step), elements.indices.contains(index) else { return self }
            if let value = elements[index].changing(rest, change) {
                elements[index] = value
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        case .object(var object):
            guard let value = object[step] else { return self }
            object[step] = value.changing(rest, change)
            return .object(object)
        default: return self
        }
    }

    func renaming(_ key: String, to other: String) -> JSON {
        guard let object, object[key] != nil else { return self }
        return .object(JSONObject(object.members.map { ($0 == key ? other : $0, $1) }))
    }

    func plus(_ number: Int) -> JSON { integer.map { .integer($0 + number) } ?? self }
}
