internal import OutletWire

/// Moving time, and starting over.
extension MockControls {
    /// Moves the world's clock forward; whatever falls due on the way happens, in order, each at its own moment.
    ///
    /// - Parameters:
    ///   - span: counted in whole milliseconds; what is beyond them is dropped.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    /// - Throws: where it leads backward, or further than ten years.
    public func advance(by span: Duration, fileID: String = #fileID, line: Int = #line) throws(MockFailure) {
        try call(.post, "clock/advance", "{\"by\":\"\(MockText.duration(span))\"}", from: "\(fileID):\(line)")
    }

    /// Puts the world back to its scenario's start: state, clock, counters and journal. Injected faults are gone.
    ///
    /// - Throws: only where the world's name names no scenario.
    public func reset(fileID: String = #fileID, line: Int = #line) throws(MockFailure) {
        try call(.post, "reset", from: "\(fileID):\(line)")
    }
}
