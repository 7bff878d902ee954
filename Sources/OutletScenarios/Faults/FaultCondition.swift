import OutletContract
package import OutletWire

/// One entry of `when`: a part of the call and the values it may have.
package struct FaultCondition: Hashable, Sendable {
    /// One value that the part may have.
    package enum Alternative: Hashable, Sendable {
        case number(NumberRange)
        /// Text with `*` for any characters; `*` alone matches any value that is present.
        case pattern(TextPattern)
        case text(String)
        /// A number or a boolean. If the part is always text (a header), the written forms are compared.
        case scalar(JSON)
        /// Missing, or JSON's null.
        case nothing
    }

    package var subject: FaultSubject
    /// Any one is enough.
    package var alternatives: [Alternative]

    /// Whether the condition holds; nil if that can no longer be judged.
    package func holds(for call: borrowing FaultCall) -> Bool? {
        let actual = subject.actual(in: call)
        if case .gone = actual { return nil }
        return alternatives.contains { $0.admits(actual) }
    }
}

extension FaultCondition.Alternative {
    fileprivate func admits(_ actual: FaultSubject.Actual) -> Bool {
        switch (self, actual) {
        case (.nothing, .missing), (.nothing, .json(.null)): true
        case (.text(let wanted), .text(let text)), (.text(let wanted), .json(.string(let text))):
            wanted.isSpelled(like: text)
        case (.scalar(let wanted), .text(let text)): wanted.text == text
        case (.scalar(let wanted), .json(let value)): wanted.isSameScalar(as: value)
        case (.number(let range), .text(let text)): range.contains(text)
        case (.number(let range), .json(let value)): value.double != nil && range.contains(value.text)
        case (.pattern, .json(.null)): false
        case (.pattern(let pattern), .text(let text)), (.pattern(let pattern), .json(.string(let text))):
            pattern.matches(text)
        case (.pattern(let pattern), .json(let value)): pattern.isAnything || pattern.matches(value.text)
        default: false
        }
    }
}

extension JSON {
    fileprivate func isSameScalar(as other: JSON) -> Bool { self == other || isSameNumber(as: other) }
}
