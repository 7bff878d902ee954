extension Response {
    package init(status: Int = 200, json: JSON) {
        self.init(status: status)
        set("Content-Type", "application/json")
        body = json.bytes
    }

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

    /// To another place.
    package init(redirectTo location: String, status: Int = 302) {
        self.init(status: status, headers: [HeaderField("Location", location)])
    }
}
