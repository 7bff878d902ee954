internal import OutletScenarios
internal import OutletWire

/// Injecting faults and changing the world.
extension MockControls {
    /// Injects a fault that takes precedence over all others, written as in the header `X-Mock-Fault`:
    ///
    ///     try mock.inject("provider_pool_empty; retryAfter=30", on: .createRental, times: 2)
    ///
    /// - Parameters:
    ///   - effect: parts separated by semicolons: an error code, `retryAfter=` seconds, `message=` text, `delay=2s`,
    ///     `bodyDelay=2s`, `drip=` bytes a second, `commit`, `force`, `event=pods-fail`, `connection=reset` (or
    ///     `close`, `hang`, `early`, `truncate`, `truncateAt:100`, `stall`, `stallAt:100`, `badChunk`, `last`,
    ///     `lastAfter:2s`, `garbage`).
    ///   - calls: an operation, a group, or `.all`: every call that can be answered this way.
    ///   - times: the maximum number of times it fires; nil means no limit.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    /// - Returns: the fault's id, which `withdraw` takes and answers carry in `X-Mock-Fault-Id`.
    /// - Throws: what is wrong, with the closest valid word.
    @discardableResult
    public func inject(
        _ effect: String, on calls: MockOperation, times: Int? = nil, fileID: String = #fileID, line: Int = #line
    ) throws(MockFailure) -> String {
        let place = "\(fileID):\(line)"
        var fault = JSONObject([("on", .string(calls.rawValue))])
        if let times { fault.append("times", .integer(times)) }
        do throws(ProblemList) {
            for (key, value) in try Fault.document(ofHeader: effect).members { fault.append(key, value) }
        } catch {
            throw MockFailure(error.sentences, code: "validation_failed", place: place)
        }
        return try add(.object(fault), from: place)
    }

    /// Injects a fault that takes precedence over all others, written as in a scenario file, with any key allowed
    /// there:
    ///
    ///     try mock.inject("{ on: 'createRental', nth: 4, commit: true, connection: 'reset' }")
    ///
    /// - Returns: the fault's id.
    /// - Throws: what is wrong, with the closest valid word.
    @discardableResult
    public func inject(
        _ fault: String, fileID: String = #fileID, line: Int = #line
    ) throws(MockFailure) -> String {
        let place = "\(fileID):\(line)"
        return try add(MockText.relaxed(fault, from: place), from: place)
    }

    /// Removes a fault, whether it was injected or came with the scenario.
    ///
    /// - Throws: if there is no fault with that id.
    public func withdraw(_ id: String, fileID: String = #fileID, line: Int = #line) throws(MockFailure) {
        try call(.delete, "faults/\(PercentCoding.encoded(id))", from: "\(fileID):\(line)")
    }

    /// Changes dials without a reset, written as `given` in a scenario file: `"{ stock: { 'h100-80gb': 0 } }"`. This
    /// gives an error a real cause: no stock, an exhausted limit, billing switched off. Wallets (`balanceCents`) and
    /// `prices` are dials too.
    ///
    /// - Throws: what is wrong, with the closest valid word.
    public func turn(_ dials: String, fileID: String = #fileID, line: Int = #line) throws(MockFailure) {
        let place = "\(fileID):\(line)"
        try call(.patch, "given", MockText.relaxed(dials, from: place).text, from: place)
    }

    /// Triggers an event that the client did not cause: `sessions-end`, `pods-stop`, `pods-fail`, `keys-vanish`,
    /// `card-vanishes`, `card-declines`, `wallet-empties`, `stock-sells-out`, `invoice-opens` or `codes-expire`. It
    /// changes the world's own state, and its effects last:
    ///
    ///     try mock.happen("pods-fail", user: "ada@example.com")
    ///
    /// - Parameters:
    ///   - event: the event's name.
    ///   - user: the email address of the affected user; nil means everybody.
    ///   - family: affects only pods or stock of this GPU family.
    ///   - region: affects only pods in this region.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    /// - Throws: what is wrong, with the closest valid word.
    public func happen(
        _ event: String, user: String? = nil, family: String? = nil, region: String? = nil, fileID: String = #fileID,
        line: Int = #line
    ) throws(MockFailure) {
        var document: JSONObject = ["name": .string(event)]
        for (key, value) in [("user", user), ("family", family), ("region", region)] {
            if let value { document.append(key, .string(value)) }
        }
        try call(.post, "events", JSON.object(document).text, from: "\(fileID):\(line)")
    }

    private func add(_ fault: JSON, from place: String) throws(MockFailure) -> String {
        let answer = try call(.post, "faults", fault.text, from: place)
        return answer["faults"]?.array?.first?["id"]?.string ?? ""
    }
}
