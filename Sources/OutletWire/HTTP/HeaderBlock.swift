/// The fields of a response as they are sent: `Name: value` lines, each with its CRLF.
///
/// An answer gets a dozen fields from as many places. Each is encoded once, where its value is known, into memory that
/// the answer needs anyway; the response writer copies the block, and the journal keeps it. `fields` parses the block
/// on each call.
///
/// No field can inject another: a CR, LF or NUL in a value becomes a space (RFC 9110 §5.5), and a field whose name is
/// not a token is left out.
package struct HeaderBlock: Hashable, Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Whether the writer must not add a `Date`: the block has one, or is meant to have none.
    private(set) var hasDate = false
    /// Whether there are framing fields, which the writer leaves out because it adds its own.
    private(set) var hasFraming = false

    package init(_ fields: [HeaderField] = []) {
        for field in fields { append(field) }
    }

    /// Adds a field whose name comes from outside.
    package mutating func append(_ field: HeaderField) {
        guard HeaderField.isName(field.name) else { return }
        switch HeaderBlock.role(of: field.name) {
        case .ordinary: break
        case .date: hasDate = true
        case .framing: hasFraming = true
        }
        append { $0.addField(text: field.name, field.value) }
    }

    /// Adds one of our own fields: its name is a token, and neither `Date` nor framing.
    package mutating func append(_ name: StaticString, _ value: String) { append { $0.addField(name, value) } }

    package mutating func append(_ name: StaticString, _ number: Int) { append { $0.addField(name, number) } }

    /// Adds several of our own fields at once: `write` adds each to the sink.
    package mutating func append(_ write: (inout ByteSink) -> Void) { ByteSink.append(to: &bytes, write) }

    /// Replaces every field with this name, ignoring case, by one; a nil value only removes them. After a nil `Date`,
    /// the writer adds none either.
    package mutating func replaceAll(named name: String, with value: String?) {
        let fields = fields
        let kept = fields.filter { !$0.name.utf8.equalsIgnoringCase(name.utf8) }
        if kept.count < fields.count {
            let wasDateSettled = hasDate
            self = HeaderBlock(kept)
            hasDate = wasDateSettled
        }
        if let value { append(HeaderField(name, value)) } else if HeaderBlock.role(of: name) == .date { hasDate = true }
    }

    /// All fields in order.
    package var fields: [HeaderField] {
        var fields: [HeaderField] = []
        eachLine { name, value in
            fields.append(HeaderField(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
            return true
        }
        return fields
    }

    /// The value of the first field with this name, ignoring case.
    package func first(_ name: String) -> String? {
        var found: String?
        eachLine { candidate, value in
            guard candidate.count == name.utf8.count, candidate.equalsIgnoringCase(name.utf8) else { return true }
            found = String(decoding: value, as: UTF8.self)
            return false
        }
        return found
    }

    /// The block without the framing fields, which the writer adds itself.
    var withoutFraming: HeaderBlock {
        hasFraming ? HeaderBlock(fields.filter { HeaderBlock.role(of: $0.name) != .framing }) : self
    }

    /// Calls `body` with each name and value until it returns false. A value never holds a CR, so a CR ends the line.
    private func eachLine(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                var colon = start
                while bytes[colon] != UInt8(ascii: ":") { colon += 1 }
                var end = colon + 2
                while bytes[end] != .carriageReturn { end += 1 }
                let goesOn = body(
                    UnsafeBufferPointer(rebasing: bytes[start..<colon]),
                    UnsafeBufferPointer(rebasing: bytes[(colon + 2)..<end]))
                if !goesOn { return }
                start = end + 2
            }
        }
    }

    private enum Role {
        case ordinary
        case date
        case framing
    }

    private static func role(of name: String) -> Role {
        let bytes = name.utf8
        return switch bytes.count {
        case 4 where bytes.equalsIgnoringCase("date".utf8): .date
        case 10 where bytes.equalsIgnoringCase("connection".utf8): .framing
        case 14 where bytes.equalsIgnoringCase("content-length".utf8): .framing
        case 17 where bytes.equalsIgnoringCase("transfer-encoding".utf8): .framing
        default: .ordinary
        }
    }
}
