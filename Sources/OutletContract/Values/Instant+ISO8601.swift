import OutletWire

/// ISO 8601 in UTC with whole seconds and `Z`.
extension Instant {
    /// `2026-06-07T08:00:00Z`; a fraction of a second is dropped.
    package var iso8601: String {
        let days = CivilDate.quotient(unixSeconds, 86_400)
        let date = CivilDate(daysSince1970: days)
        let second = unixSeconds - days * 86_400
        let form: StaticString = "0000-00-00T00:00:00Z"
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: form.utf8CodeUnitCount) { text in
            _ = text.initialize(from: UnsafeBufferPointer(start: form.utf8Start, count: form.utf8CodeUnitCount))
            Instant.put(date.year / 100 % 100, into: text, at: 0)
            Instant.put(date.year % 100, into: text, at: 2)
            Instant.put(date.month, into: text, at: 5)
            Instant.put(date.day, into: text, at: 8)
            Instant.put(second / 3600, into: text, at: 11)
            Instant.put(second / 60 % 60, into: text, at: 14)
            Instant.put(second % 60, into: text, at: 17)
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// Overwrites two characters with a number below 100.
    private static func put(_ number: Int, into text: UnsafeMutableBufferPointer<UInt8>, at index: Int) {
        text[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
        text[index + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
    }

    /// `2026-06-07T08:00:00.250Z`, for the control plane.
    package var iso8601Milliseconds: String {
        let rest = milliseconds - unixSeconds * 1000
        return "\(iso8601.dropLast()).\(Instant.padded(rest, 3))Z"
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS[.fff]Z`; nil for anything else, for days that do not exist, and for years before 1970
    /// or after 9999.
    package init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24, bytes.last == UInt8(ascii: "Z") else { return nil }
        let separators: [(Int, UInt8)] = [
            (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")),
            (16, UInt8(ascii: ":")),
        ]
        guard separators.allSatisfy({ bytes[$0.0] == $0.1 }) else { return nil }
        guard bytes.count == 20 || bytes[19] == UInt8(ascii: ".") else { return nil }
        guard let year = Instant.number(bytes[0..<4]), let month = Instant.number(bytes[5..<7]),
            let day = Instant.number(bytes[8..<10]), let hour = Instant.number(bytes[11..<13]),
            let minute = Instant.number(bytes[14..<16]), let second = Instant.number(bytes[17..<19]),
            let fraction = bytes.count == 24 ? Instant.number(bytes[20..<23]) : 0
        else { return nil }
        guard year >= 1970, (1...12).contains(month), hour < 24, minute < 60, second < 60 else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard day >= 1, CivilDate(daysSince1970: date.daysSince1970) == date else { return nil }
        self.init(milliseconds: ((date.daysSince1970 * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
