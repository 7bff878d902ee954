internal import OutletWire

/// Parses and formats texts that tests write as in scenario files.
enum MockText {
    /// Parses relaxed JSON, as in scenario files; control calls themselves take only strict JSON.
    static func relaxed(_ text: String, from place: String) throws(MockFailure) -> JSON {
        do throws(JSONSyntaxError) {
            return try JSON.parse(text, dialect: .relaxed)
        } catch {
            throw MockFailure(error.description, code: "validation_failed", place: place)
        }
    }

    /// Returns whole milliseconds, truncated, as a duration of the control plane. If the number overflows, the duration
    /// is one that the control plane refuses as too long.
    static func duration(_ span: Duration) -> String {
        let (seconds, attoseconds) = span.components
        let (milliseconds, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
        return "\(isTooLong ? Int64.max : milliseconds + attoseconds / 1_000_000_000_000_000)ms"
    }
}
