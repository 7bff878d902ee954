/// One request as a value.
package struct Request: Sendable {
    package let method: Method
    /// The target in origin form (`/v1/rentals?status=running`) or `*`, exactly as received; of an absolute-form
    /// target only the path and query are kept, and its authority stands in the `host` field (RFC 9112 §3.2.2).
    package let target: String
    package let headerFields: [HeaderField]
    package var body: [UInt8]

    package init(method: Method, target: String, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headerFields = headers
        self.body = body
    }

    /// The first field of that name, whatever its case.
    package func header(_ name: String) -> String? {
        headerFields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
