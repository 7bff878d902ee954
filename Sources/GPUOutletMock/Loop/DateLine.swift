internal import OutletWire

/// The text of the `Date` field, cached for each second.
struct DateLine {
    private var second = Int.min
    private var text = ""

    mutating func text(unixSeconds: Int) -> String {
        if unixSeconds != second {
            second = unixSeconds
            text = HTTPDate.text(unixSeconds: unixSeconds)
        }
        return text
    }
}
