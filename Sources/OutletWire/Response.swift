/// One response as a value. `Content-Length`, `Date` and `Connection` are added when it is written.
package struct Response: Hashable, Sendable {
    package var status: Int
    package var headers: [HeaderField]
    package var body: [UInt8]
    /// What `Date` says, in seconds since 1970: the clock of the world that answers. Nil is the machine's clock.
    package var dateUnixSeconds: Int?

    package init(status: Int, headers: [HeaderField] = [], body: [UInt8] = [], dateUnixSeconds: Int? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.dateUnixSeconds = dateUnixSeconds
    }

    /// The first field of that name, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.utf8.equalsIgnoringCase(name.utf8) }?.value
    }
}
