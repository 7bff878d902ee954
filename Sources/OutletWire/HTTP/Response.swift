/// One response as a value. `Content-Length`, `Date` and `Connection` are added when it is written.
package struct Response: Hashable, Sendable {
    package var status: Int
    package var block: HeaderBlock
    package var body: [UInt8]
    /// The value of `Date` in seconds since 1970, by the clock of the world that answers. Nil is the machine's clock.
    package var dateUnixSeconds: Int?

    package init(status: Int, headers: [HeaderField] = [], body: [UInt8] = [], dateUnixSeconds: Int? = nil) {
        self.status = status
        self.block = HeaderBlock(headers)
        self.body = body
        self.dateUnixSeconds = dateUnixSeconds
    }

    /// The fields as values, parsed from the block on each call.
    package var headers: [HeaderField] {
        get { block.fields }
        set { block = HeaderBlock(newValue) }
    }

    /// The value of the first field with this name, ignoring case.
    package func header(_ name: String) -> String? { block.first(name) }

    /// Adds one of our own fields; see `HeaderBlock`.
    package mutating func set(_ name: StaticString, _ value: String) { block.append(name, value) }
    package mutating func set(_ name: StaticString, _ number: Int) { block.append(name, number) }
}
