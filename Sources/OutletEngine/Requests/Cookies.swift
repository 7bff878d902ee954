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
    /// send more than one.
    static func values(of name: StaticString, in request: Request) -> [String] {
        Array(IteratorSequence(Values(of: name, in: request)))
    }

    /// Goes through those values, and makes text of no other.
    struct Values: IteratorProtocol {
        private let name: StaticString
        private let request: Request
        /// The field that is being read, and from where on.
        private var field: Int?
        private var position = 0

        init(of name: StaticString, in request: Request) {
            self.name = name
            self.request = request
            field = request.headerIndex("cookie")
        }

        mutating func next() -> String? {
            while let index = field {
                let range = request.headerRange(at: index)
                while range.lowerBound + position < range.upperBound {
                    let value = request.headBytes.withUnsafeBufferPointer {
                        pair(in: UnsafeBufferPointer(rebasing: $0[range]))
                    }
                    if let value { return value }
                }
                field = request.headerIndex("cookie", from: index + 1)
                position = 0
            }
            return nil
        }

        /// Takes the next pair, up to its semicolon or comma; nil where it has another name.
        private mutating func pair(in field: UnsafeBufferPointer<UInt8>) -> String? {
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
        private func trim(_ range: inout Range<Int>, in field: UnsafeBufferPointer<UInt8>) {
            func isBlank(_ position: Int) -> Bool {
                field[position] == UInt8(ascii: " ") || field[position] == UInt8(ascii: "\t")
            }
            var (start, end) = (range.lowerBound, range.upperBound)
            while start < end, isBlank(start) { start += 1 }
            while start < end, isBlank(end - 1) { end -= 1 }
            range = start..<end
        }
    }
}
