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

    /// Whether the client waits for `100 Continue` before it sends the body. HTTP/1.0 cannot (RFC 9110 §10.1.1).
    package var expectsContinue: Bool { !isHTTP10 && headerEquals("expect", "100-continue") }

    private static func keepsAlive(head: RequestHead, isHTTP10: Bool) -> Bool {
        var next = head.firstIndex(of: "connection" as StaticString)
        var asksToKeep = false
        while let index = next {
            if head.isValue(at: index, "keep-alive") {  // what nearly all clients say that say anything
                asksToKeep = true
            } else {
                for option in head.bytes[head.places[index].value].split(separator: UInt8(ascii: ",")) {
                    if option.trimmed.equalsIgnoringCase("close".utf8) { return false }
                    if option.trimmed.equalsIgnoringCase("keep-alive".utf8) { asksToKeep = true }
                }
            }
            next = head.firstIndex(of: "connection" as StaticString, from: index + 1)
        }
        return !isHTTP10 || asksToKeep
    }
}

// MARK: - Fields as text

extension Request {
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
}

// MARK: - Fields as bytes

/// For whoever looks at every request: nothing here makes text, and a field that is not there costs a few
/// instructions.
extension Request {
    /// The bytes in which the ranges of `headerRange` stand: from the method to the end of the last field.
    package var headBytes: [UInt8] { head.bytes }

    /// How many bytes the head holds in memory, beside the target.
    package var headByteCount: Int { head.bytes.count + head.places.count * MemoryLayout<RequestHead.Place>.stride }

    /// How many header fields there are.
    package var headerCount: Int { head.places.count }

    /// Where in `headBytes` the value of the first field of that name stands.
    package func headerRange(_ name: StaticString) -> Range<Int>? {
        guard let index = head.firstIndex(of: name) else { return nil }
        return head.places[index].value
    }

    /// The number of the first field of that name at or after `start`, from 0; for fields that may stand repeatedly.
    package func headerIndex(_ name: StaticString, from start: Int = 0) -> Int? {
        head.firstIndex(of: name, from: start)
    }

    /// Where in `headBytes` the value of that field stands.
    package func headerRange(at index: Int) -> Range<Int> { head.places[index].value }

    /// Whether the first field of that name has this value, whatever the case of ASCII letters in either.
    package func headerEquals(_ name: StaticString, _ value: StaticString) -> Bool {
        guard let index = head.firstIndex(of: name) else { return false }
        return head.isValue(at: index, value)
    }
}
