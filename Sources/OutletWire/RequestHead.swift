/// The head of a request as one run of bytes, with the places of its fields.
///
/// A request has a dozen fields and its reader asks for three of them: so nothing is cut out before somebody asks.
struct RequestHead: Hashable, Sendable {
    /// Where a field stands in `bytes`.
    struct Place: Hashable, Sendable {
        var nameStart: UInt32
        var nameEnd: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32

        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }

        init(name: Range<Int>, value: Range<Int>) {
            nameStart = UInt32(name.lowerBound)
            nameEnd = UInt32(name.upperBound)
            valueStart = UInt32(value.lowerBound)
            valueEnd = UInt32(value.upperBound)
        }
    }

    var bytes: [UInt8]
    var places: [Place]

    init(bytes: [UInt8], places: [Place]) {
        self.bytes = bytes
        self.places = places
    }

    /// A head for a request that never was on a wire.
    init(_ fields: [HeaderField]) {
        self.init(bytes: [], places: [])
        for field in fields { append(field.name, field.value) }
    }

    mutating func append(_ name: String, _ value: String) {
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        let middle = bytes.count
        bytes.append(contentsOf: value.utf8)
        places.append(Place(name: start..<middle, value: middle..<bytes.count))
    }

    /// The place of the first field of that name, at or after `start`.
    func firstIndex(of name: String, from start: Int = 0) -> Int? {
        let wanted = name.utf8
        let length = wanted.count
        var index = start
        while index < places.count {
            let place = places[index]
            if Int(place.nameEnd - place.nameStart) == length, bytes[place.name].equalsIgnoringCase(wanted) {
                return index
            }
            index += 1
        }
        return nil
    }

    /// The bytes of a value; what is no UTF-8 in it reads as U+FFFD.
    func value(at index: Int) -> String {
        String(decoding: bytes[places[index].value], as: UTF8.self)
    }

    func field(at index: Int) -> HeaderField {
        HeaderField(String(decoding: bytes[places[index].name], as: UTF8.self), value(at: index))
    }
}
