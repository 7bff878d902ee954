import OutletContract
import OutletWire

/// Cookies that come in (RFC 6265).
enum Cookies {
    static let session: StaticString = "sid"

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
        private var place = 0

        init(of name: StaticString, in request: Request) {
            self.name = name
            self.request = request
            field = request.headerIndex("cookie")
        }

        mutating func next() -> String? {
            while let index = field {
                let range = request.headerRange(at: index)
                while range.lowerBound + place < range.upperBound {
                    let value = request.headBytes.withUnsafeBufferPointer {
                        pair(in: UnsafeBufferPointer(rebasing: $0[range]))
                    }
                    if let value { return value }
                }
                field = request.headerIndex("cookie", from: index + 1)
                place = 0
            }
            return nil
        }

        /// Takes the next pair, up to its semicolon; nil where it has another name. Spaces stand around pairs.
        private mutating func pair(in field: UnsafeBufferPointer<UInt8>) -> String? {
            var first = place
            var end = first
            while end < field.count, field[end] != UInt8(ascii: ";") { end += 1 }
            place = end + 1
            while first < end, field[first] == UInt8(ascii: " ") { first += 1 }
            let mark = first + name.utf8CodeUnitCount
            guard mark < end, field[mark] == UInt8(ascii: "=") else { return nil }
            for offset in 0..<name.utf8CodeUnitCount where field[first + offset] != name.utf8Start[offset] {
                return nil
            }
            while field[end - 1] == UInt8(ascii: " ") { end -= 1 }
            return String(decoding: UnsafeBufferPointer(rebasing: field[(mark + 1)..<end]), as: UTF8.self)
        }
    }
}
