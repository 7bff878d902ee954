import OutletContract
package import OutletWire

extension Hazard {
    /// Returns the fault that makes it happen at a point, as in a scenario file.
    ///
    /// - Parameters:
    ///   - id: the id of the fault.
    ///   - retryAfterSeconds: the `Retry-After` of an error that asks the client to wait.
    ///   - dripBytesPerSecond: the rate of a slow answer.
    package func fault(
        at point: Point, id: String, retryAfterSeconds: Int, dripBytesPerSecond: Int = Hazard.slowBytesPerSecond
    ) -> JSON {
        var fault = JSONObject([("id", .string(id)), ("on", .string(point.operation.wireName))])
        if point.ordinal > 1 { fault["after"] = .integer(point.ordinal - 1) }
        if !isLasting { fault["times"] = 1 }
        for (key, value) in effect(retryAfterSeconds: retryAfterSeconds) { fault[key] = value }
        if fault["drip"] != nil { fault["drip"] = ["bytesPerSecond": .integer(dripBytesPerSecond)] }
        return .object(fault)
    }

    /// At this rate a typical answer of 400 bytes takes four seconds.
    package static let slowBytesPerSecond = 100

    private var isLasting: Bool {
        if case .lastingError = self { return true }
        return false
    }

    private func effect(retryAfterSeconds: Int) -> [(String, JSON)] {
        switch self {
        case .error(let code), .lastingError(let code):
            let wait: [(String, JSON)] =
                code.row.retryAfterSeconds == nil ? [] : [("retryAfter", .integer(retryAfterSeconds))]
            return [("error", .string(code.wireName))] + wait
        case .lostAnswer(let lost): return lost.effect
        case .unreadableAnswer(let answer): return answer.effect
        case .slowAnswer(.hang): return [("connection", "hang"), ("commit", true)]
        case .slowAnswer(.drip): return [("drip", ["bytesPerSecond": .integer(Hazard.slowBytesPerSecond)])]
        case .somebodyElse(let event): return [("event", .string(event.rawValue))]
        case .billingTurnedOff: return [("set", ["billing": "disabled"])]
        }
    }
}

extension Hazard.LostAnswer {
    fileprivate var effect: [(String, JSON)] {
        switch self {
        case .reset: [("connection", "reset")]
        case .close: [("connection", "close")]
        case .resetAfterEffect: [("connection", "reset"), ("commit", true)]
        case .badGatewayAfterEffect: [("respond", Hazard.page(502, "Bad Gateway")), ("commit", true)]
        }
    }
}

extension Hazard.UnreadableAnswer {
    fileprivate var effect: [(String, JSON)] {
        switch self {
        case .badGateway: [("respond", Hazard.page(502, "Bad Gateway"))]
        case .gatewayTimeout: [("respond", Hazard.page(504, "Gateway Timeout"))]
        case .page: [("respond", Hazard.page(200, "Sign in to the network"))]
        case .truncated: [("connection", "truncate")]
        case .empty: [("respond", ["status": 200, "text": ""]), ("commit", true)]
        case .wrongType: [("answer", ["headers": ["Content-Type": "text/html"]])]
        case .noHTTP: [("connection", "garbage")]
        }
    }
}

extension Hazard {
    /// The answer of a proxy or a captive portal in place of the API's.
    fileprivate static func page(_ status: Int, _ title: String) -> JSON {
        [
            "status": .integer(status), "headers": ["Content-Type": "text/html"],
            "text": .string("<!doctype html><title>\(title)</title><h1>\(title)</h1>\n"),
        ]
    }
}
