extension HTTPDate {
    /// The text of one moment, for those who ask for the same many times: writing it costs more than finding it.
    package struct Newest: Sendable {
        private var unixSeconds: Int?
        private var text = ""

        package init() {}

        package mutating func text(unixSeconds: Int) -> String {
            if unixSeconds != self.unixSeconds {
                text = HTTPDate.text(unixSeconds: unixSeconds)
                self.unixSeconds = unixSeconds
            }
            return text
        }
    }
}
