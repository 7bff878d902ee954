import OutletWire

extension Report {
    /// The formats in which the control plane sends the report.
    package enum Format: String, CaseIterable, Sendable {
        case json
        case text
        case html
        case markdown
        case junit
    }

    func response(_ format: Format) -> Response {
        switch format {
        case .json: return Response(json: json)
        case .text: return Response(text: text)
        case .html:
            var response = Response(html: html)
            // The page has inline styles and no scripts.
            response.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'")
            return response
        case .markdown:
            return Report.response(markdown, "text/markdown; charset=utf-8")
        case .junit:
            return Report.response(junit(minimumCoverage: nil), "application/xml; charset=utf-8")
        }
    }

    private static func response(_ text: String, _ type: String) -> Response {
        Response(status: 200, headers: [HeaderField("Content-Type", type)], body: Array(text.utf8))
    }
}
