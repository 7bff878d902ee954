import OutletContract
package import OutletWire

/// One entry of `when`: a part of the request, and what it has to be.
package struct FaultCondition: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        case user
        /// The names that lead to a member of the body; a number leads to an element of a list.
        case body([String])
        case query(String)
        case header(String)
        case path(String)
    }

    /// One thing that the part may be.
    package enum Alternative: Hashable, Sendable {
        /// Text with `*` for any stretch of characters; `*` alone is anything that is there.
        case pattern(TextPattern)
        case text(String)
        /// A number or a boolean. Where the part is text by nature (a header), its written form is compared.
        case scalar(JSON)
        /// Missing, or JSON's null.
        case nothing
    }

    package var subject: Subject
    /// Any one of them is enough.
    package var alternatives: [Alternative]

    /// What stands in the request at the condition's subject.
    package enum Actual: Hashable, Sendable {
        case missing
        case text(String)
        case json(JSON)
        /// The body is no longer kept.
        case gone
    }

    /// Whether the condition holds; nil where that cannot be judged, because the body is no longer kept.
    package func holds(for call: borrowing FaultCall) -> Bool? {
        let actual = actual(in: call)
        if case .gone = actual { return nil }
        return alternatives.contains { $0.admits(actual) }
    }

    package func actual(in call: borrowing FaultCall) -> Actual {
        switch subject {
        case .user:
            return call.user.map(Actual.text) ?? .missing
        case .query(let name):
            return call.query.first { $0.name.isSpelled(like: name) }.map { .text($0.value) } ?? .missing
        case .header(let name):
            return call.headers.first { $0.name.lowercased() == name }.map { .text($0.value) } ?? .missing
        case .path(let name):
            return call.path.first { $0.name == name }.map { .text($0.value) } ?? .missing
        case .body(let names):
            switch call.body {
            case .none: return .missing
            case .gone: return .gone
            case .json(let body): return body.member(at: names).map(Actual.json) ?? .missing
            }
        }
    }
}

extension FaultCondition.Alternative {
    fileprivate func admits(_ actual: FaultCondition.Actual) -> Bool {
        switch (self, actual) {
        case (.nothing, .missing), (.nothing, .json(.null)): true
        case (.text(let wanted), .text(let text)), (.text(let wanted), .json(.string(let text))):
            wanted.isSpelled(like: text)
        case (.scalar(let wanted), .text(let text)): wanted.text == text
        case (.scalar(let wanted), .json(let value)): wanted.isSameScalar(as: value)
        case (.pattern, .json(.null)): false
        case (.pattern(let pattern), .text(let text)), (.pattern(let pattern), .json(.string(let text))):
            pattern.matches(text)
        case (.pattern(let pattern), .json(let value)): pattern.isAnything || pattern.matches(value.text)
        default: false
        }
    }
}

extension JSON {
    /// Follows member names, and numbers into lists.
    fileprivate func member(at names: [String]) -> JSON? {
        var value = self
        for name in names {
            let next: JSON? =
                switch value {
                case .object(let object): object[name]
                case .array(let elements): Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
                default: nil
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    fileprivate func isSameScalar(as other: JSON) -> Bool { self == other || isSameNumber(as: other) }
}
