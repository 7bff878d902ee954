import OutletContract
import OutletWire

/// Parses request cookies as written by browsers (RFC 6265) and by Java clients, which still use RFC 2965:
/// `$Version="1"; sid="dev";$Path="/"`. So a value may be in one pair of quotes, spaces and tabs may surround each
/// part, and commas may separate pairs. Names that begin with `$` match none of our cookies.
enum Cookies {
    static let session: StaticString = "sid"
    /// Holds the OAuth state during a sign-in, so that the callback counts only in the browser that started it.
    static let oauthState: StaticString = "oauth_state"

    /// Every value of the cookie in the request, in order: a browser that has visited several worlds may send more than
    /// one. Allocates no strings for other cookies.
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

    /// Takes the next pair, up to its semicolon or comma; nil if it has another name.
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

    /// Trims spaces and tabs from both ends.
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
