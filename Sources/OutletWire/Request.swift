/// One request as a value. Its header fields stay the bytes that arrived; a field becomes text when it is asked for.
package struct Request: Sendable {
    package let method: Method
    /// The target in origin form (`/v1/rentals?status=running`) or `*`, exactly as received; of an absolute-form
    /// target only the path and query are kept, and its authority stands in the `host` field (RFC 9112 §3.2.2).
    package let target: String
    package var body: [UInt8]
    /// Whether the client speaks HTTP/1.0, which knows neither chunks nor interim answers.
    package let isHTTP10: Bool
    /// Whether the connection may carry another request after this one (RFC 9112 §9.3).
    package let keepAlive: Bool

    private let head: RequestHead

    package init(method: Method, target: String, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.init(method: method, target: target, isHTTP10: false, head: RequestHead(headers), body: body)
    }

    init(method: Method, target: String, isHTTP10: Bool, head: RequestHead, body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.isHTTP10 = isHTTP10
        self.head = head
        self.body = body
        self.keepAlive = Request.keepsAlive(head: head, isHTTP10: isHTTP10)
    }

    /// All fields in the order in which they arrived; made anew at each call.
    package var headerFields: [HeaderField] { head.places.indices.map(head.field(at:)) }

    /// The first field of that name, whatever its case.
    package func header(_ name: String) -> String? {
        head.firstIndex(of: name).map(head.value(at:))
    }

    /// The values of all fields of that name, whatever its case, in the order in which they arrived.
    package func headers(_ name: String) -> [String] {
        var values: [String] = []
        var next = head.firstIndex(of: name)
        while let index = next {
            values.append(head.value(at: index))
            next = head.firstIndex(of: name, from: index + 1)
        }
        return values
    }

    /// Whether there is a field of that name, whatever its case. Makes no text.
    package func hasHeader(_ name: String) -> Bool { head.firstIndex(of: name) != nil }

    /// Whether the client waits for `100 Continue` before it sends the body. HTTP/1.0 cannot (RFC 9110 §10.1.1).
    package var expectsContinue: Bool {
        guard !isHTTP10, let index = head.firstIndex(of: "expect") else { return false }
        return head.bytes[head.places[index].value].equalsIgnoringCase("100-continue".utf8)
    }

    private static func keepsAlive(head: RequestHead, isHTTP10: Bool) -> Bool {
        var next = head.firstIndex(of: "connection")
        var asksToKeep = false
        while let index = next {
            for option in head.bytes[head.places[index].value].split(separator: UInt8(ascii: ",")) {
                if option.trimmed.equalsIgnoringCase("close".utf8) { return false }
                if option.trimmed.equalsIgnoringCase("keep-alive".utf8) { asksToKeep = true }
            }
            next = head.firstIndex(of: "connection", from: index + 1)
        }
        return !isHTTP10 || asksToKeep
    }
}
