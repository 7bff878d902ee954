/// Everything in a request but its body, parsed once. It never changes, so requests with equal heads may share one.
final class RequestHead: Sendable {
    /// How the end of the body is found (RFC 9112 §6.3).
    enum Framing: Hashable {
        case none
        case length(Int)
        case chunked
    }

    let method: Method
    /// In origin form, or `*`.
    let target: String
    let isHTTP10: Bool
    let fields: HeadFields
    let framing: Framing
    /// Whether the connection may carry another request after this one (RFC 9112 §9.3).
    let keepAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body. HTTP/1.0 cannot (RFC 9110 §10.1.1).
    let expectsContinue: Bool
    /// Whether `fields.bytes` are exactly the bytes that arrived, up to the empty line.
    let isVerbatim: Bool

    init(
        method: Method, target: String, isHTTP10: Bool, fields: HeadFields, framing: Framing = .none,
        isVerbatim: Bool = false
    ) {
        self.method = method
        self.target = target
        self.isHTTP10 = isHTTP10
        self.fields = fields
        self.framing = framing
        self.isVerbatim = isVerbatim
        keepAlive = RequestHead.keepsAlive(fields, isHTTP10: isHTTP10)
        let expectation = isHTTP10 ? nil : fields.firstIndex(of: "expect" as StaticString)
        expectsContinue = expectation.map { fields.isValue(at: $0, "100-continue") } ?? false
    }

    private static func keepsAlive(_ fields: HeadFields, isHTTP10: Bool) -> Bool {
        var next = fields.firstIndex(of: "connection" as StaticString)
        var asksToKeep = false
        while let index = next {
            if fields.isValue(at: index, "keep-alive") {  // what nearly all clients say that say anything
                asksToKeep = true
            } else {
                for option in fields.bytes[fields.positions[index].value].split(separator: UInt8(ascii: ",")) {
                    if option.trimmed.equalsIgnoringCase("close".utf8) { return false }
                    if option.trimmed.equalsIgnoringCase("keep-alive".utf8) { asksToKeep = true }
                }
            }
            next = fields.firstIndex(of: "connection" as StaticString, from: index + 1)
        }
        return !isHTTP10 || asksToKeep
    }
}
