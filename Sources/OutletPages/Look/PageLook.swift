import OutletContract
import OutletWire

/// The style of one kind of page, its script if any, and the policy that lets a browser run these and nothing else
/// (Content Security Policy, level 3, §8.3).
package struct PageLook: Sendable {
    let css: Markup
    /// Nil for a page that runs nothing.
    let script: Markup?
    private let hashes: (style: String, script: String?)

    /// - Parameter own: the style that is not shared by all pages.
    package init(_ own: String, script: String? = nil) {
        let css = "\n\(PageStyle.css)\n\(own)\n"
        self.css = Markup(stringLiteral: css)
        self.script = script.map(Markup.init(stringLiteral:))
        hashes = (PageLook.hash(css), script.map(PageLook.hash))
    }

    /// - Parameter more: further directives.
    package func policy(_ more: String...) -> String {
        let script = hashes.script.map { ["script-src \($0)", "connect-src 'self'"] } ?? []
        let directives = ["default-src 'none'", "style-src \(hashes.style)"] + script
        return (directives + ["img-src data:", "base-uri 'none'"] + more).joined(separator: "; ")
    }

    private static func hash(_ text: String) -> String {
        "'sha256-\(Base64.encode(SHA256.hash(Array(text.utf8))))'"
    }
}
