/// The classes of ASCII characters used in names.
extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isLowercaseOrDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    var isLetterOrDigit: Bool { isLowercaseOrDigit || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

    func isOne(of characters: StaticString) -> Bool {
        characters.withUTF8Buffer { $0.contains(self) }
    }
}
