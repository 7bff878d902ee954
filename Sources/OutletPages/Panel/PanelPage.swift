import OutletWire

/// The control panel: one page for people, with nothing from elsewhere. It knows no secrets: what it shows, it asks for
/// by the control plane's own calls, with the token that a person types.
package enum PanelPage {
    package static let html = PageFrame.document(
        "gpuoutlet-mock", look: look,
        """
        \(Markup(stringLiteral: PanelMarkup.html))
        <script type="module">\(look.script)</script>
        """)

    package static let policy = look.policy("form-action 'none'", "frame-ancestors 'none'")

    private static let look = PageLook(PanelStyle.css, script: "\n\(PanelScript.javaScript)\n")
}
