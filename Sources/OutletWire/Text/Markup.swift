/// A piece of HTML. Interpolated strings are escaped and only other pieces go in unchanged, so no page can forget to
/// escape.
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
        /// Appends nothing for nil.
        package mutating func appendInterpolation(_ piece: Markup?) { text += piece?.text ?? "" }
    }

    package init(stringLiteral text: String) { self.text = text }
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// The string escaped for use between tags and in quoted attributes (OWASP, "Cross Site Scripting Prevention", rule
    /// 1).
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
    /// A whole, self-contained document.
    ///
    /// - Parameters:
    ///   - head: lines of the head before the title.
    ///   - links: lines of the head after the title.
    ///   - body: everything visible, and the script.
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
