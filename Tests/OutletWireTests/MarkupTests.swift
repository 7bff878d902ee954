import Testing

@testable import OutletWire

@Suite("Markup")
struct MarkupTests {
    @Test("escapes what is put into it, and only that")
    func escapes() {
        let name = #"<b a="1" b='2'>&amp;"#
        let inner: Markup = "<i>\(name)</i>"
        let none: Markup? = nil
        let outer: Markup = "<p>\(inner)\([inner, "<br>"])\(none)\(7)</p>"
        let escaped = "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;"
        #expect(outer.text == "<p><i>\(escaped)</i><i>\(escaped)</i><br>7</p>")
    }
}
