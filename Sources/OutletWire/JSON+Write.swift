extension JSON {
    /// The value as compact JSON. The same value gives the same text in every process.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// The value as compact JSON in UTF-8.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(240)  // the answers of this API; growing there by doubling costs more than writing
        write(into: &output)
        return output
    }

    /// The value over several lines, two spaces an indent, for people.
    package var prettyText: String {
        var output: [UInt8] = []
        writePretty(into: &output, depth: 0)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the value as compact JSON in UTF-8.
    package func write(into output: inout [UInt8]) {
        switch self {
        case .null, .bool, .integer, .decimal, .string:
            writeScalar(into: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.write(into: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            var isFirst = true
            for member in object.members {
                if !isFirst { output.append(UInt8(ascii: ",")) }
                isFirst = false
                JSON.writeQuoted(member.key, into: &output)
                output.append(UInt8(ascii: ":"))
                member.value.write(into: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private func writePretty(into output: inout [UInt8], depth: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                JSON.writeBreak(into: &output, first: index == 0, depth: depth + 1)
                element.writePretty(into: &output, depth: depth + 1)
            }
            JSON.writeBreak(into: &output, first: true, depth: depth)
            output.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                JSON.writeBreak(into: &output, first: index == 0, depth: depth + 1)
                JSON.writeQuoted(member.key, into: &output)
                output.append(": ")
                member.value.writePretty(into: &output, depth: depth + 1)
            }
            JSON.writeBreak(into: &output, first: true, depth: depth)
            output.append(UInt8(ascii: "}"))
        default:
            write(into: &output)
        }
    }

    private static func writeBreak(into output: inout [UInt8], first: Bool, depth: Int) {
        if !first { output.append(UInt8(ascii: ",")) }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private func writeScalar(into output: inout [UInt8]) {
        switch self {
        case .null: output.append("null")
        case .bool(let flag): output.append(flag ? "true" as StaticString : "false")
        case .integer(let number): output.append(decimal: number)
        case .decimal(let literal): output.append(text: literal)
        case .string(let text): JSON.writeQuoted(text, into: &output)
        case .array, .object: break
        }
    }

    /// Appends `text` in quotes; what RFC 8259 §7 wants escaped is escaped, and nothing else.
    package static func writeQuoted(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            while true {
                let end = bytes.firstPlace(in: start..<bytes.count, marking: ByteScan.notPlainText)
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
                if end == bytes.count { break }
                writeEscaped(bytes[end], into: &output)
                start = end + 1
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func writeEscaped(_ byte: UInt8, into output: inout [UInt8]) {
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
            output.append(hexadecimalDigits[Int(byte >> 4)])
            output.append(hexadecimalDigits[Int(byte & 15)])
        }
    }

    private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
}
