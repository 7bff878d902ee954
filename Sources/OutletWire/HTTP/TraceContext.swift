/// The field `traceparent` of a request (W3C Trace Context, §3.2): which trace the request belongs to.
package struct TraceContext: Hashable, Sendable {
    /// 32 hexadecimal digits.
    package let traceID: String
    /// 16 hexadecimal digits: the caller's own span.
    package let parentID: String
    /// The whole field as it came.
    package let text: String

    /// Nil unless the field has the form `00-TRACE-PARENT-FLAGS`; the standard says to ignore others. Of later
    /// versions, the part that this one defines is read.
    package init?(_ field: String) {
        let parts = field.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, TraceContext.isHexadecimal(parts[0], 2), parts[0] != "ff",
            parts[0] != "00" || parts.count == 4, TraceContext.isId(parts[1], 32), TraceContext.isId(parts[2], 16),
            TraceContext.isHexadecimal(parts[3], 2), field.utf8.count <= TraceContext.mostBytes
        else { return nil }
        traceID = String(parts[1])
        parentID = String(parts[2])
        text = field
    }

    private static let mostBytes = 256

    private static func isHexadecimal(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    /// Whether the text is an id: all zeros are not.
    private static func isId(_ text: Substring, _ count: Int) -> Bool {
        isHexadecimal(text, count) && text.utf8.contains { $0 != UInt8(ascii: "0") }
    }
}
