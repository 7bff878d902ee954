import OutletWire

/// The control panel: one self-contained page. It holds no secrets: it gets what it shows through the control plane's
/// own calls, with the token that a person types.
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
