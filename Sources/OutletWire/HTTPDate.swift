/// A moment as the `Date` field writes it: `Sun, 07 Jun 2026 08:00:00 GMT` (IMF-fixdate, RFC 9110 §5.6.7).
package enum HTTPDate {
    /// `unixSeconds` are seconds since 1970-01-01T00:00:00Z.
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
        write(twoDigits: date.day, into: &output)
        output.append(months[date.month - 1])
        output.append(decimal: date.year)
        output.append(" ")
        write(twoDigits: secondsOfDay / 3600, into: &output)
        output.append(":")
        write(twoDigits: secondsOfDay / 60 % 60, into: &output)
        output.append(":")
        write(twoDigits: secondsOfDay % 60, into: &output)
        output.append(" GMT")
    }

    private static func write(twoDigits number: Int, into output: inout ByteSink) {
        if number < 10 { output.append("0") }
        output.append(decimal: number)
    }

    private static let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months: [StaticString] = [
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec ",
    ]
}
