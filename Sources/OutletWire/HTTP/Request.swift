/// One request as a value. Its header fields stay bytes and become text on demand.
package struct Request: Sendable {
    let head: RequestHead
    package var body: [UInt8]
    /// The number of the server's connection it arrived on; 0 if there is none.
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
    /// target, only the path and query are kept, and its authority becomes the `host` field (RFC 9112 §3.2.2).
    package var target: String { head.target }
    /// Whether the client speaks HTTP/1.0, which has neither chunks nor interim answers.
    package var isHTTP10: Bool { head.isHTTP10 }
    /// Whether the connection may carry another request after this one (RFC 9112 §9.3).
    package var keepAlive: Bool { head.keepAlive }
    /// Whether the client waits for `100 Continue` before it sends the body. HTTP/1.0 cannot (RFC 9110 §10.1.1).
    package var expectsContinue: Bool { head.expectsContinue }

    /// Whether both share one head object, for caches of what a head means. Equal heads need not share one.
    package func sharesHead(with other: Request) -> Bool { head === other.head }
}

// MARK: - Fields as text

extension Request {
    /// All fields in order of arrival, built on each call.
    package var headerFields: [HeaderField] { head.fields.positions.indices.map(head.fields.field(at:)) }

    /// The value of the first field with this name, ignoring case.
    package func header(_ name: StaticString) -> String? {
        head.fields.firstIndex(of: name).map(head.fields.value(at:))
    }

    /// The values of all fields with this name, ignoring case, in order of arrival.
    package func headers(_ name: String) -> [String] { head.fields.values(of: name) }

    /// Whether there is a field with this name, ignoring case. Creates no text.
    package func hasHeader(_ name: String) -> Bool { head.fields.firstIndex(of: name) != nil }
}

// MARK: - Fields as bytes

/// For code that runs on every request: nothing here creates text, and a lookup of a missing field costs a few
/// instructions.
extension Request {
    /// The bytes that `headerRange` refers to: from the method to the end of the last field.
    package var headBytes: [UInt8] { head.fields.bytes }

    /// The number of bytes of memory that the head takes, without the target.
    package var headByteCount: Int {
        head.fields.bytes.count + head.fields.positions.count * MemoryLayout<HeadFields.Position>.stride
    }

    /// The number of header fields.
    package var headerCount: Int { head.fields.positions.count }

    /// The range in `headBytes` of the value of the first field with this name.
    package func headerRange(_ name: StaticString) -> Range<Int>? {
        guard let index = head.fields.firstIndex(of: name) else { return nil }
        return head.fields.positions[index].value
    }

    /// The index, from 0, of the first field with this name at or after `start`; for fields that may be repeated.
    package func headerIndex(_ name: StaticString, from start: Int = 0) -> Int? {
        head.fields.firstIndex(of: name, from: start)
    }

    /// The range in `headBytes` of the value of the field at `index`.
    package func headerRange(at index: Int) -> Range<Int> { head.fields.positions[index].value }
}
