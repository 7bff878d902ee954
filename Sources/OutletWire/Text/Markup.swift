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

extension Markup {
    /// A whole document that needs nothing from elsewhere.
    ///
    /// - Parameters:
    ///   - head: lines of the head that stand before the title.
    ///   - links: lines of the head that stand behind it.
    ///   - body: all that there is to see, the script included.
    package static func document(
        _ title: String, head: Markup? = nil, links: Markup? = nil, css: Markup, _ body: Markup
    ) -> String {
        let document: Markup = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            \(head)<title>\(title)</title>
            \(links)<style>\(css)</style>
            </head>
            <body>
            \(body)
            </body>
            </html>

            """
        return document.text
    }
}
