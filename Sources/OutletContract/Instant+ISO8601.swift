/// ISO 8601 in UTC with whole seconds and `Z`, and the date of HTTP; both by the proleptic Gregorian calendar.
///
/// The day arithmetic follows Howard Hinnant's "chrono-compatible low-level date algorithms" (days from civil).
extension Instant {
    /// `2026-06-07T08:00:00Z`; a fraction of a second is dropped.
    package var iso8601: String {
        let (day, second) = dayAndSecond
        let (year, month, dayOfMonth) = Instant.civil(fromDay: day)
        return "\(Instant.padded(year, 4))-\(Instant.padded(month, 2))-\(Instant.padded(dayOfMonth, 2))T"
            + "\(Instant.padded(second / 3600, 2)):\(Instant.padded(second / 60 % 60, 2)):\(Instant.padded(second % 60, 2))Z"
    }

    /// `2026-06-07T08:00:00.250Z`, for the control plane.
    package var iso8601Milliseconds: String {
        let rest = milliseconds - unixSeconds * 1000
        return "\(iso8601.dropLast()).\(Instant.padded(rest, 3))Z"
    }

    /// `Sun, 07 Jun 2026 08:00:00 GMT` (RFC 9110 §5.6.7).
    package var httpDate: String {
        let (day, second) = dayAndSecond
        let (year, month, dayOfMonth) = Instant.civil(fromDay: day)
        // 1970-01-01 was a Thursday.
        let weekday = Instant.weekdays[((day + 4) % 7 + 7) % 7]
        return "\(weekday), \(Instant.padded(dayOfMonth, 2)) \(Instant.months[month - 1]) \(Instant.padded(year, 4)) "
            + "\(Instant.padded(second / 3600, 2)):\(Instant.padded(second / 60 % 60, 2)):\(Instant.padded(second % 60, 2)) GMT"
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS[.fff]Z`; nil for anything else, for days that no calendar has, and for years before
    /// 1970 or after 9999.
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
        let dayNumber = Instant.day(fromYear: year, month: month, day: day)
        guard day >= 1, Instant.civil(fromDay: dayNumber) == (year, month, day) else { return nil }
        self.init(milliseconds: ((dayNumber * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction)
    }

    private var dayAndSecond: (day: Int, second: Int) {
        let seconds = unixSeconds
        let day = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        return (day, seconds - day * 86_400)
    }

    private static func civil(fromDay day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
    }

    private static func day(fromYear year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
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

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
