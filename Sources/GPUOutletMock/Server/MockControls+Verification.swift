internal import OutletWire

/// Judging the client.
extension MockControls {
    /// Returns which expectations are not met, or nil if all of them hold. Compare the result with nil in a test, and
    /// the framework shows the text at that line:
    ///
    ///     #expect(mock.unmet(.calls(.createRental, times: 2), .verdict(.honoursRetryAfter)) == nil)
    ///     XCTAssertNil(mock.unmet(.noLeaks))
    ///
    /// - Parameter expectations: what to check; if there are none, the scenario's own `expect`.
    /// - Returns: what was expected, what happened and what came closest; or what is wrong with an expectation.
    public func unmet(_ expectations: MockExpectation...) -> MockFailure? { judge(expectations) }

    /// Like `unmet(_:)`, but throws: for helpers, and for tests that should stop here. The text starts with the
    /// caller's line.
    ///
    /// - Throws: what `unmet(_:)` returns.
    public func verify(
        _ expectations: MockExpectation..., fileID: String = #fileID, line: Int = #line
    ) throws(MockFailure) {
        if let failure = judge(expectations) { throw failure.thrown(to: "\(fileID):\(line)") }
    }

    private func judge(_ expectations: [MockExpectation]) -> MockFailure? {
        do throws(MockFailure) {
            try call(.post, "verify", expectations.isEmpty ? "" : MockExpectation.list(expectations).text)
            return nil
        } catch {
            return error
        }
    }
}
