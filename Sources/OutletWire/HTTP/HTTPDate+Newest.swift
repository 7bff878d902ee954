extension HTTPDate {
    /// A cache of the latest text, for callers that format the same second many times: formatting costs more than a
    /// lookup.
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
