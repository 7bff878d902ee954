/// A piece of HTML. A string that is put into one is escaped; only another piece goes in as it stands, so that no page
/// can forget to.
package struct Markup: Hashable, Sendable {
    package fileprivate(set) var text: String
}

extension Markup: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ string: some StringProtocol) { text += Markup.escaped(string) }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
        package mutating func appendInterpolation(_ piece: Markup) { text += piece.text }
        package mutating func appendInterpolation(_ pieces: [Markup]) { text += pieces.map(\.text).joined() }
        /// Nothing where there is nothing.
        package mutating func appendInterpolation(_ piece: Markup?) { text += piece?.text ?? "" }
    }

    package init(stringLiteral text: String) { self.text = text }
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// What is safe between tags and in quoted attributes alike (OWASP, "Cross Site Scripting Prevention", rule 1).
    private static func escaped(_ string: some StringProtocol) -> String {
        var output: [UInt8] = []
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output += Array("&amp;".utf8)
            case UInt8(ascii: "<"): output += Array("&lt;".utf8)
            case UInt8(ascii: ">"): output += Array("&gt;".utf8)
            case UInt8(ascii: "\""): output += Array("&quot;".utf8)
            case UInt8(ascii: "'"): output += Array("&#39;".utf8)
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
