internal import OutletWire

/// Waiting for the client. The test's task is suspended meanwhile: nothing polls, and no thread blocks.
extension MockControls {
    /// Waits until this many calls have been made, including earlier ones.
    ///
    /// - Parameters:
    ///   - calls: an operation's id, a method with its path, a group, or `*`.
    ///   - times: the minimum number of calls.
    ///   - status: counts only calls answered with this status.
    ///   - error: counts only calls answered with this error code.
    ///   - timeout: how long to wait, in real time whatever the world's clock does; whole milliseconds, at most ten
    ///     minutes.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    /// - Throws: `MockFailure` when the time is up (`wait_timed_out`), when the server is stopped (`stopped`) or if an
    ///   argument is invalid; its text starts with the caller's line. `CancellationError` if the task is cancelled.
    public func wait(
        for calls: MockOperation, times: Int = 1, status: Int? = nil, error: MockErrorCode? = nil,
        timeout: Duration = .seconds(5), fileID: String = #fileID, line: Int = #line
    ) async throws {
        let outcome = await outcome(Awaited(calls: calls, times: times, status: status, error: error, timeout: timeout))
        if case .cancelled = outcome { throw CancellationError() }
        if let failure = outcome.failure { throw failure.thrown(to: "\(fileID):\(line)") }
    }

    /// Waits in the same way, but returns the failure, for the framework to show at the test's own line; nil once the
    /// calls have been made:
    ///
    ///     let missing = await mock.missing(.createRental, times: 2)
    ///     #expect(missing == nil)
    ///
    /// - Returns: what `wait(for:times:status:error:timeout:)` would throw; for a cancelled task, one with code
    ///   `cancelled`.
    public func missing(
        _ calls: MockOperation, times: Int = 1, status: Int? = nil, error: MockErrorCode? = nil,
        within timeout: Duration = .seconds(5)
    ) async -> MockFailure? {
        await outcome(Awaited(calls: calls, times: times, status: status, error: error, timeout: timeout)).failure
    }

    private func outcome(_ awaited: Awaited) async -> Waiters.Outcome {
        await world.server.awaitAnswer(world.request(.get, "wait?\(awaited.query)", ""))
    }
}

/// The calls that a test waits for.
private struct Awaited {
    var calls: MockOperation
    var times: Int
    var status: Int?
    var error: MockErrorCode?
    var timeout: Duration

    var query: String {
        var query = "calls=\(PercentCoding.encoded(calls.rawValue))&times=\(times)"
        query += "&timeout=\(MockText.duration(timeout))"
        if let status { query += "&status=\(status)" }
        if let error { query += "&error=\(PercentCoding.encoded(error.rawValue))" }
        return query
    }
}

extension Waiters.Outcome {
    fileprivate var failure: MockFailure? {
        switch self {
        case .answer(let response): response.status == 200 ? nil : MockFailure(response)
        case .cancelled: MockFailure("the task was cancelled while it waited", code: "cancelled")
        case .stopped: MockFailure("the server was stopped while somebody waited for calls to it", code: "stopped")
        }
    }
}
