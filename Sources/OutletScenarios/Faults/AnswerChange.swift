package import OutletWire

/// Changes to the operation's own answer, so that a client sees a contract that has drifted. Shared by all answers that
/// it changes.
package final class AnswerChange: Hashable, Sendable {
    package let status: Int?
    package let headers: [FaultAnswer.HeaderOverride]
    /// A JSON merge patch (RFC 7396); nil leaves the body as it is.
    package let merge: JSON?
    /// Members and elements to leave out.
    package let drop: [JSONPath]
    /// List elements to send twice.
    package let duplicate: [JSONPath]

    /// The maximum number of `repeat` paths; each can double an answer.
    static let mostRepeats = 4

    package init(
        status: Int? = nil, headers: [FaultAnswer.HeaderOverride] = [], merge: JSON? = nil, drop: [JSONPath] = [],
        duplicate: [JSONPath] = []
    ) {
        self.status = status
        self.headers = headers
        self.merge = merge
        self.drop = drop
        self.duplicate = duplicate
    }

    package static func == (a: AnswerChange, b: AnswerChange) -> Bool {
        a.status == b.status && a.headers == b.headers && a.merge == b.merge && a.drop == b.drop
            && a.duplicate == b.duplicate
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(status) }

    /// Whether it changes the body.
    package var changesBody: Bool { merge != nil || !drop.isEmpty || !duplicate.isEmpty }

    /// Changes a complete answer; its body in this order: `merge`, `drop`, `repeat`. A body that is not JSON stays as
    /// it is.
    package func apply(to response: inout Response) {
        response.status = status ?? response.status
        changeBody(&response.body)
        response.override(by: headers)
    }

    private func changeBody(_ body: inout [UInt8]) {
        guard changesBody, var json = try? JSON.parse(body) else { return }
        if let merge { json = json.merging(merge) }
        for path in drop { path.drop(from: &json) }
        for path in duplicate { path.duplicate(in: &json) }
        body = json.bytes
    }
}

/// A path into a JSON value: member names, list indices, and `*` for every member or element.
package struct JSONPath: Hashable, Sendable {
    /// The path as written: `listings.*.region`.
    package let text: String
    private let steps: [Step]

    private enum Step: Hashable, Sendable {
        case name(String)
        case every
    }

    /// Nil if a step is empty.
    package init?(_ text: String) {
        let names = text.split(separator: ".", omittingEmptySubsequences: false)
        guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.text = text
        steps = names.map { $0 == "*" ? .every : .name(String($0)) }
    }

    func drop(from json: inout JSON) { JSONPath.change(&json, steps[...]) { _ in [] } }

    func duplicate(in json: inout JSON) { JSONPath.change(&json, steps[...]) { [$0, $0] } }

    /// Replaces each value that the steps lead to with the results of `replacement`. A member of an object takes at
    /// most the first result, an element of a list all of them.
    private static func change(_ json: inout JSON, _ steps: ArraySlice<Step>, _ replacement: (JSON) -> [JSON]) {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        switch json {
        case .object(let object):
            var changed = JSONObject(capacity: object.members.count)
            for (name, value) in object.members {
                guard step == .every || step == .name(name) else {
                    changed.append(name, value)
                    continue
                }
                if let value = changedValues(value, rest, replacement).first { changed.append(name, value) }
            }
            json = .object(changed)
        case .array(let elements):
            json = .array(
                elements.enumerated().flatMap { index, value in
                    let isMeant = step == .every || step == .name(String(index))
                    return isMeant ? changedValues(value, rest, replacement) : [value]
                })
        default: break
        }
    }

    private static func changedValues(
        _ value: JSON, _ rest: ArraySlice<Step>, _ replacement: (JSON) -> [JSON]
    ) -> [JSON] {
        if rest.isEmpty { return replacement(value) }
        var value = value
        change(&value, rest, replacement)
        return [value]
    }
}
