/// One request as a value. Its header fields stay the bytes that arrived; a field becomes text when it is asked for.
package struct Request: Sendable {
    let head: RequestHead
    package var body: [UInt8]
    /// Which of the server's connections it came by; 0 where there is none.
    package var connection = 0

    package init(method: Method, target: String, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.init(
            RequestHead(method: method, target: target, isHTTP10: false, fields: HeadFields(headers)), body: body)
    }

    /// The same request without its body.
    package init(sharingHeadWith other: Request) { self.init(other.head) }

    init(_ head: RequestHead, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }

    package var method: Method { head.method }
    /// The target in origin form (`/v1/rentals?status=running`) or `*`, exactly as received; of an absolute-form
    /// target only the path and query are kept, and its authority stands in the `host` field (RFC 9112 §3.2.2).
    package var target: String { head.target }
    /// Whether the client speaks HTTP/1.0, which knows neither chunks nor interim answers.
    package var isHTTP10: Bool { head.isHTTP10 }
    /// Whether the connection may carry another request after this one (RFC 9112 §9.3).
    package var keepAlive: Bool { head.keepAlive }
    /// Whether the client waits for `100 Continue` before it sends the body. HTTP/1.0 cannot (RFC 9110 §10.1.1).
    package var expectsContinue: Bool { head.expectsContinue }

    /// Whether both are known to begin with the same bytes; for memories of what a head means. Never wrongly true.
    package func sharesHead(with other: Request) -> Bool { head === other.head }
}

// MARK: - Fields as text

extension Request {
    /// All fields in the order in which they arrived; made anew at each call.
    package var headerFields: [HeaderField] { head.fields.positions.indices.map(head.fields.field(at:)) }

    /// The first field of that name, whatever its case.
    package func header(_ name: StaticString) -> String? {
        head.fields.firstIndex(of: name).map(head.fields.value(at:))
    }

    /// The values of all fields of that name, whatever its case, in the order in which they arrived.
    package func headers(_ name: String) -> [String] { head.fields.values(of: name) }

    /// Whether there is a field of that name, whatever its case. Makes no text.
    package func hasHeader(_ name: String) -> Bool { head.fields.firstIndex(of: name) != nil }
}

// MARK: - Fields as bytes

/// For whoever looks at every request: nothing here makes text, and a field that is not there costs a few
/// instructions.
extension Request {
    /// The bytes in which the ranges of `headerRange` stand: from the method to the end of the last field.
    package var headBytes: [UInt8] { head.fields.bytes }

    /// How many bytes the head holds in memory, beside the target.
    package var headByteCount: Int {
        head.fields.bytes.count + head.fields.positions.count * MemoryLayout<HeadFields.Position>.stride
    }

    /// How many header fields there are.
    package var headerCount: Int { head.fields.positions.count }

    /// Where in `headBytes` the value of the first field of that name stands.
    package func headerRange(_ name: StaticString) -> Range<Int>? {
        guard let index = head.fields.firstIndex(of: name) else { return nil }
        return head.fields.positions[index].value
    }

    /// The number of the first field of that name at or after `start`, from 0; for fields that may stand repeatedly.
    package func headerIndex(_ name: StaticString, from start: Int = 0) -> Int? {
        head.fields.firstIndex(of: name, from: start)
    }

    /// Where in `headBytes` the value of that field stands.
    package func headerRange(at index: Int) -> Range<Int> { head.fields.positions[index].value }
}
