/// A time in the form of the `Date` field: `Sun, 07 Jun 2026 08:00:00 GMT` (IMF-fixdate, RFC 9110 §5.6.7).
package enum HTTPDate {
    /// The text for `unixSeconds`, counted from 1970-01-01T00:00:00Z.
    package static func text(unixSeconds: Int) -> String {
        ByteSink.fill {
            write(unixSeconds: unixSeconds, into: &$0)
        } use: {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Appends the same text.
    package static func write(unixSeconds: Int, into output: inout ByteSink) {
        let days = CivilDate.quotient(unixSeconds, 86_400)
        let secondsOfDay = unixSeconds - days * 86_400
        let date = CivilDate(daysSince1970: days)
        output.append(weekdays[days + 4 - CivilDate.quotient(days + 4, 7) * 7])  // 1970-01-01 was a Thursday
        output.append(", ")
        output.append(twoDigits: date.day)
        output.append(months[date.month - 1])
        output.append(decimal: date.year)
        output.append(" ")
        output.append(twoDigits: secondsOfDay / 3600)
        output.append(":")
        output.append(twoDigits: secondsOfDay / 60 % 60)
        output.append(":")
        output.append(twoDigits: secondsOfDay % 60)
        output.append(" GMT")
    }

    private static let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months: [StaticString] = [
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec ",
    ]
}

// MARK: - Reading

extension HTTPDate {
    /// Parses a date to seconds since 1970-01-01T00:00:00Z. Recipients must accept all three forms (RFC 9110 §5.6.7):
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. Nil for
    /// anything else.
    package static func unixSeconds(_ text: String) -> Int? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
        guard text.utf8.count <= 40, (5...6).contains(words.count),
            weekdays.contains(where: { "\($0)" == words[0].prefix(3) }),
            [0, 2].contains(text.utf8.count { $0 == UInt8(ascii: "-") })
        else { return nil }
        if words.count == 5 {  // asctime
            return seconds(day: words[2], month: words[1], year: words[4], time: words[3])
        }
        guard words[5] == "GMT" else { return nil }
        return seconds(day: words[1], month: words[2], year: words[3], time: words[4])
    }

    private static func seconds(day: Substring, month: Substring, year: Substring, time: Substring) -> Int? {
        let yearDigits = year.utf8.count
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard let month = months.firstIndex(where: { "\($0)" == " \(month) " }), let day = number(day),
            var year = number(year),
            clock.count == 3, yearDigits == 2 || yearDigits == 4, let hours = clock[0], let minutes = clock[1],
            let seconds = clock[2],
            hours < 24, minutes < 60, seconds <= 60
        else { return nil }
        // Two-digit years below 70 are in the 2000s, the others in the 1900s.
        if yearDigits == 2 { year += year < 70 ? 2000 : 1900 }
        let date = CivilDate(year: year, month: month + 1, day: day)
        guard CivilDate(daysSince1970: date.daysSince1970) == date else { return nil }
        return date.daysSince1970 * 86_400 + hours * 3600 + minutes * 60 + seconds
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.utf8.allSatisfy { (0x30...0x39).contains($0) } && digits.utf8.count <= 4 ? Int(digits) : nil
    }
}
