internal import OutletWire

/// Texts that a test writes in the words of scenario files.
enum MockText {
    /// Control calls take plain JSON; here the everyday liberties of scenario files are welcome.
    static func relaxed(_ text: String, from place: String) throws(MockFailure) -> JSON {
        do throws(JSONSyntaxError) {
            return try JSON.parse(text, dialect: .relaxed)
        } catch {
            throw MockFailure(error.description, code: "validation_failed", place: place)
        }
    }

    /// Whole milliseconds, rounded down, as a duration of the control plane. One beyond what a number holds becomes
    /// one that the control plane refuses as too long.
    static func duration(_ span: Duration) -> String {
        let (seconds, attoseconds) = span.components
        let (milliseconds, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
        return "\(isTooLong ? Int64.max : milliseconds + attoseconds / 1_000_000_000_000_000)ms"
    }
}
