import OutletContract
import OutletWire

/// Cookies that come in, as browsers write them (RFC 6265) and as Java's clients do, which still write RFC 2965:
/// `$Version="1"; sid="dev";$Path="/"`. So a value may stand in one pair of quotes, blanks and tabs around each part,
/// commas between pairs; what begins with `$` has another name than any cookie of ours.
enum Cookies {
    static let session: StaticString = "sid"
    /// Holds an OAuth state between the two halves of signing in, so that a callback counts only in the browser that
    /// started.
    static let oauthState: StaticString = "oauth_state"

    /// Every value that the request carries under that name, in order: a browser that has been in several worlds may
    /// send more than one. No text is made of any other.
    static func values(of name: StaticString, in request: Request) -> [String] {
        var values: [String] = []
        var next = request.headerIndex("cookie")
        while let index = next {
            let range = request.headerRange(at: index)
            request.headBytes.withUnsafeBufferPointer { bytes in
                let field = UnsafeBufferPointer(rebasing: bytes[range])
                var position = 0
                while position < field.count {
                    if let value = takePair(named: name, in: field, at: &position) { values.append(value) }
                }
            }
            next = request.headerIndex("cookie", from: index + 1)
        }
        return values
    }

    /// Takes the next pair, up to its semicolon or comma; nil where it has another name.
    private static func takePair(
        named name: StaticString, in field: UnsafeBufferPointer<UInt8>, at position: inout Int
    ) -> String? {
        var end = position
        while end < field.count, field[end] != UInt8(ascii: ";"), field[end] != UInt8(ascii: ",") { end += 1 }
        var rest = position..<end
        position = end + 1
        trim(&rest, in: field)
        let mark = rest.lowerBound + name.utf8CodeUnitCount
        guard mark < rest.upperBound else { return nil }
        for offset in 0..<name.utf8CodeUnitCount where field[rest.lowerBound + offset] != name.utf8Start[offset] {
            return nil
        }
        rest = mark..<rest.upperBound
        trim(&rest, in: field)
        guard field[rest.lowerBound] == UInt8(ascii: "=") else { return nil }
        rest = rest.lowerBound + 1..<rest.upperBound
        trim(&rest, in: field)
        if rest.count >= 2, field[rest.lowerBound] == UInt8(ascii: "\""),
            field[rest.upperBound - 1] == UInt8(ascii: "\"")
        {
            rest = rest.lowerBound + 1..<rest.upperBound - 1
        }
        return String(decoding: UnsafeBufferPointer(rebasing: field[rest]), as: UTF8.self)
    }

    /// Takes blanks and tabs off both ends.
    private static func trim(_ range: inout Range<Int>, in field: UnsafeBufferPointer<UInt8>) {
        func isBlank(_ position: Int) -> Bool {
            field[position] == UInt8(ascii: " ") || field[position] == UInt8(ascii: "\t")
        }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(start) { start += 1 }
        while start < end, isBlank(end - 1) { end -= 1 }
        range = start..<end
    }
}
