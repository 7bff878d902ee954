import OutletContract
import OutletWire

/// The values of nodes that the key table has checked; nil if it reported a problem.
///
/// They are not inlined: reading is not hot, and inlining into long functions trips the optimiser of Swift 6.3.1 (its
/// CopyPropagation pass stops with "Found outside of lifetime use").
extension JSONNode {
    @inline(never) var text: String? {
        if case .string(let text) = value { return text }
        return nil
    }

    @inline(never) var whole: Int? {
        if case .integer(let number) = value { return number }
        return nil
    }

    @inline(never) var flag: Bool? {
        if case .bool(let flag) = value { return flag }
        return nil
    }

    var number: Double? { json.double }
    var span: Span? { text.flatMap(Span.init(duration:)) }
    var cents: Cents? { whole.map(Cents.init) }

    /// The elements of a list, or the value itself.
    var oneOrMore: [JSONNode] { elements ?? [self] }

    func word<Word: RawRepresentable<String>>(_ type: Word.Type) -> Word? { text.flatMap(type.init(rawValue:)) }

    /// The member with this key, with its location.
    func member(_ key: String) -> Member? { members?.first { $0.key == key } }

    func has(_ key: String) -> Bool { member(key) != nil }
}
