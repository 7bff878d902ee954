internal import OutletWire

/// Advancing time and resetting.
extension MockControls {
    /// Advances the world's clock. Everything that falls due on the way happens in order, each at its own time.
    ///
    /// - Parameters:
    ///   - span: how far to advance, truncated to whole milliseconds.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    /// - Throws: if `span` is negative or longer than ten years.
    public func advance(by span: Duration, fileID: String = #fileID, line: Int = #line) throws(MockFailure) {
        try call(.post, "clock/advance", "{\"by\":\"\(MockText.duration(span))\"}", from: "\(fileID):\(line)")
    }

    /// Resets the world to its scenario's start: state, clock, counters and journal. Injected faults are removed.
    ///
    /// - Throws: only if the world's name selects no scenario.
    public func reset(fileID: String = #fileID, line: Int = #line) throws(MockFailure) {
        try call(.post, "reset", from: "\(fileID):\(line)")
    }
}
