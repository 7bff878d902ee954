extension Response {
    package init(status: Int = 200, json: JSON) {
        self.init(status: status)
        block = Response.jsonBlock
        body = json.bytes
    }

    /// Built once, because every answer of the API begins with it.
    private static let jsonBlock = HeaderBlock([HeaderField("Content-Type", "application/json")])

    package init(status: Int = 200, html: String) {
        self.init(
            status: status,
            headers: [
                HeaderField("Content-Type", "text/html; charset=utf-8"),
                HeaderField("X-Content-Type-Options", "nosniff"),
            ], body: Array(html.utf8))
    }

    package init(status: Int = 200, text: String) {
        self.init(
            status: status, headers: [HeaderField("Content-Type", "text/plain; charset=utf-8")],
            body: Array(text.utf8))
    }

    /// Creates a redirect.
    package init(redirectTo location: String, status: Int = 302) {
        self.init(status: status, headers: [HeaderField("Location", location)])
    }
}
