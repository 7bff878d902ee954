internal import OutletWire

/// Inspecting what happened.
extension MockControls {
    /// Returns the exchanges in the journal, oldest first. Cookies and codes are shown in full.
    ///
    /// - Parameters:
    ///   - operation: returns only exchanges of this operation, such as `.createRental`.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    /// - Throws: if there is no such operation.
    public func requests(
        _ operation: MockOperation? = nil, fileID: String = #fileID, line: Int = #line
    ) throws(MockFailure) -> [MockExchange] {
        let filter = operation.map { "&operation=\(PercentCoding.encoded($0.rawValue))" } ?? ""
        var exchanges: [MockExchange] = []
        var since: Int? = 0
        while let last = since {
            let page = try call(
                .get, "requests?secrets=true&limit=1000&since=\(last)\(filter)", from: "\(fileID):\(line)")
            exchanges += (page["requests"]?.array ?? []).map(MockExchange.init)
            since = page["next"]?.integer
        }
        return exchanges
    }

    /// Returns the one-time code in the newest email to an address, or nil if none was sent.
    public func code(sentTo address: String) -> String? {
        let message = try? call(.get, "outbox/latest?to=\(PercentCoding.encoded(address))")
        return message?["code"]?.string
    }
}
