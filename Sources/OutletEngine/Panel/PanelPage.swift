import OutletWire

/// The control panel: one page for people, with nothing from elsewhere. It knows no secrets: what it shows, it asks for
/// by the control plane's own calls, with the token that a person types.
enum PanelPage {
    static let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>gpuoutlet-mock</title>
        \(PageFrame.icon.text)
        <style>
        \(PanelStyle.css)
        </style>
        </head>
        <body>
        \(PanelMarkup.html)
        <script type="module">
        \(PanelScript.javaScript)
        </script>
        </body>
        </html>

        """
}
