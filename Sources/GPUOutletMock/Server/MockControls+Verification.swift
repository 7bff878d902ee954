internal import OutletWire

/// Judging the client.
extension MockControls {
    /// What of this is unmet; nil where all of it holds. A test asks for nil, and its framework shows the text at the
    /// test's own line:
    ///
    ///     #expect(mock.unmet(.calls(.createRental, times: 2), .verdict(.honoursRetryAfter)) == nil)
    ///     XCTAssertNil(mock.unmet(.noLeaks))
    ///
    /// - Parameter expectations: without any, what the scenario's own `expect` says.
    /// - Returns: what was expected, what came, and what came closest; or what is wrong with an expectation.
    public func unmet(_ expectations: MockExpectation...) -> MockFailure? { judge(expectations) }

    /// The same as an error, for helpers and for tests that are to end here. Its text begins with the caller's line.
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
