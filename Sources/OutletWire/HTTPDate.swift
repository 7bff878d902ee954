/// A moment as the `Date` field writes it: `Sun, 07 Jun 2026 08:00:00 GMT` (IMF-fixdate, RFC 9110 §5.6.7).
package enum HTTPDate {
    /// `unixSeconds` are seconds since 1970-01-01T00:00:00Z.
    package static func text(unixSeconds: Int) -> String {
        let secondsOfDay = modulo(unixSeconds, 86_400)
        let days = (unixSeconds - secondsOfDay) / 86_400
        let date = civilDate(daysSince1970: days)
        var text = weekdays[modulo(days + 4, 7)]  // 1970-01-01 was a Thursday
        text += ", "
        text += twoDigits(date.day)
        text += months[date.month - 1]
        text += String(date.year)
        text += " " + twoDigits(secondsOfDay / 3600)
        text += ":" + twoDigits(secondsOfDay / 60 % 60)
        text += ":" + twoDigits(secondsOfDay % 60)
        return text + " GMT"
    }

    /// The Gregorian calendar counted in eras of 400 years from March on, so that the leap day comes last.
    private static func civilDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468  // since 0000-03-01
        let dayOfEra = modulo(days, 146_097)
        let era = (days - dayOfEra) / 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    private static func modulo(_ number: Int, _ divisor: Int) -> Int {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec ",
    ]
}
