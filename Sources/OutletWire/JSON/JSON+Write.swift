extension JSON {
    /// The value as compact JSON. The same value gives the same text in every process.
    package var text: String {
        ByteSink.text(write)
    }

    /// The value as compact JSON in UTF-8.
    package var bytes: [UInt8] { ByteSink.fill(write) { Array($0) } }

    /// The value as JSON over several lines, indented by two spaces per level, for people.
    package var prettyText: String {
        ByteSink.text { writePretty(into: &$0, depth: 0) }
    }

    /// Appends the value as compact JSON in UTF-8.
    package func write(into output: inout [UInt8]) {
        ByteSink.append(to: &output, write)
    }

    private func write(into output: inout ByteSink) {
        switch self {
        case .null, .bool, .integer, .decimal, .string:
            writeScalar(into: &output)
        case .array(let elements):
            output.append(byte: UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(byte: UInt8(ascii: ",")) }
                element.write(into: &output)
            }
            output.append(byte: UInt8(ascii: "]"))
        case .object(let object):
            output.append(byte: UInt8(ascii: "{"))
            var isFirst = true
            for (key, value) in object.members {
                if !isFirst { output.append(byte: UInt8(ascii: ",")) }
                isFirst = false
                JSON.writeQuoted(key, into: &output)
                output.append(byte: UInt8(ascii: ":"))
                value.write(into: &output)
            }
            output.append(byte: UInt8(ascii: "}"))
        }
    }

    private func writePretty(into output: inout ByteSink, depth: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            output.append(byte: UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                JSON.writeBreak(into: &output, first: index == 0, depth: depth + 1)
                element.writePretty(into: &output, depth: depth + 1)
            }
            JSON.writeBreak(into: &output, first: true, depth: depth)
            output.append(byte: UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            output.append(byte: UInt8(ascii: "{"))
            for (index, (key, value)) in object.members.enumerated() {
                JSON.writeBreak(into: &output, first: index == 0, depth: depth + 1)
                JSON.writeQuoted(key, into: &output)
                output.append(": ")
                value.writePretty(into: &output, depth: depth + 1)
            }
            JSON.writeBreak(into: &output, first: true, depth: depth)
            output.append(byte: UInt8(ascii: "}"))
        default:
            write(into: &output)
        }
    }

    private static func writeBreak(into output: inout ByteSink, first: Bool, depth: Int) {
        if !first { output.append(byte: UInt8(ascii: ",")) }
        output.append(byte: UInt8(ascii: "\n"))
        for _ in 0..<depth { output.append("  ") }
    }

    private func writeScalar(into output: inout ByteSink) {
        switch self {
        case .null: output.append("null")
        case .bool(let flag): output.append(flag ? "true" as StaticString : "false")
        case .integer(let number): output.append(decimal: number)
        case .decimal(let literal): output.append(text: literal)
        case .string(let text): JSON.writeQuoted(text, into: &output)
        case .array, .object: break
        }
    }

    /// Appends `text` in quotes, escaping only what RFC 8259 §7 requires.
    private static func writeQuoted(_ text: String, into output: inout ByteSink) {
        text.withBytes { bytes in
            if output.append(quoted: bytes) { return }
            output.append(byte: UInt8(ascii: "\""))
            var start = 0
            var end = bytes.firstIndex(in: 0..<bytes.count, marking: ByteScan.notPlainText)
            while end < bytes.count {
                output.append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                writeEscaped(bytes[end], into: &output)
                start = end + 1
                end = bytes.firstIndex(in: start..<bytes.count, marking: ByteScan.notPlainText)
            }
            output.append(UnsafeBufferPointer(rebasing: bytes[start...]))
            output.append(byte: UInt8(ascii: "\""))
        }
    }

    private static func writeEscaped(_ byte: UInt8, into output: inout ByteSink) {
        switch byte {
        case UInt8(ascii: "\""): output.append(#"\""#)
        case UInt8(ascii: "\\"): output.append(#"\\"#)
        case 0x08: output.append(#"\b"#)
        case 0x09: output.append(#"\t"#)
        case 0x0A: output.append(#"\n"#)
        case 0x0C: output.append(#"\f"#)
        case 0x0D: output.append(#"\r"#)
        default:
            output.append(#"\u00"#)
            output.append(byte: hexadecimalDigits[Int(byte >> 4)])
            output.append(byte: hexadecimalDigits[Int(byte & 15)])
        }
    }

    private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
}
