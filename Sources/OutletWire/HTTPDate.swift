/// A moment as the `Date` field writes it: `Sun, 07 Jun 2026 08:00:00 GMT` (IMF-fixdate, RFC 9110 §5.6.7).
package enum HTTPDate {
    /// `unixSeconds` are seconds since 1970-01-01T00:00:00Z.
    package static func text(unixSeconds: Int) -> String {
        let days = CivilDate.quotient(unixSeconds, 86_400)
        let secondsOfDay = unixSeconds - days * 86_400
        let date = CivilDate(daysSince1970: days)
        var text = weekdays[days + 4 - CivilDate.quotient(days + 4, 7) * 7]  // 1970-01-01 was a Thursday
        text += ", "
        text += twoDigits(date.day)
        text += months[date.month - 1]
        text += String(date.year)
        text += " " + twoDigits(secondsOfDay / 3600)
        text += ":" + twoDigits(secondsOfDay / 60 % 60)
        text += ":" + twoDigits(secondsOfDay % 60)
        return text + " GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec ",
    ]
}
