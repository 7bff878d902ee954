import OutletContract
import OutletScenarios
import OutletWire

/// Why an exchange went as it did, and which operation an unmatched request was probably meant for.
extension World {
    /// Explains an exchange: which fault fired, why each above it did not, and what the operation itself answered.
    func explanation(of exchange: Exchange) -> JSON {
        var document = JSONObject([
            ("request", .integer(exchange.number)), ("line", .string(exchange.requestLine)),
            ("operation", .optional(exchange.route?.operation.wireName)),
            ("answer", .string(exchange.answerWords)), ("delivery", .string(exchange.deliveryState.rawValue)),
            ("leftAfterMilliseconds", .optional(exchange.end.leftAfter?.milliseconds)),
            ("origin", .string(exchange.origin.rawValue)),
            ("fault", .optional(exchange.fault)), ("why", .string(reason(exchange))),
            ("traceparent", .optional(exchange.traceContext?.text)),
        ])
        guard let call = exchange.faultCall else {
            document.append("nearest", NearMiss(exchange.request.method, exchange.path).json)
            document.append("faults", [])
            return .object(document)
        }
        let traces = run.trace(
            of: call, sinceStart: exchange.at - startedAt, phase: exchange.phase, matches: exchange.matches,
            answeredBy: exchange.fault)
        document.append("phase", .string(exchange.phase))
        document.append("faults", .array(traces.map(\.json)))
        return .object(document)
    }

    private func reason(_ exchange: Exchange) -> String {
        guard let operation = exchange.route?.operation else {
            return "the request matched no operation; \(NearMiss(exchange.request.method, exchange.path).description)"
        }
        let wait = exchange.delay + exchange.bodyDelay
        let slowed = wait > .zero ? "; faults made it wait \(wait.description)" : ""
        let effect = exchange.isCommitted ? "; the operation took effect all the same" : ""
        if let fault = exchange.fault {
            let source = run.index(of: fault) == nil ? "the request's own X-Mock-Fault" : "the fault '\(fault)'"
            return "\(source) gave \(exchange.answerWords)\(effect)\(slowed)"
        }
        let way = exchange.lossWords.map { words in
            exchange.deliveryState == .pending ? "; its answer has not arrived yet" : "; its answer was lost: \(words)"
        }
        let end = slowed + (way ?? "")
        guard let error = exchange.said else {
            return "no fault answered, and \(operation.wireName) succeeded\(end)"
        }
        let message = (try? JSON.parse(exchange.response.body))?["message"]?.string
        return "no fault answered; \(operation.wireName) itself refused with \(error.wireName)"
            + (message.map { ": \($0)" } ?? "") + end
    }

    /// The requests that matched no operation, each with the nearest operation.
    func unmatchedList(limit: Int) -> JSON {
        let unmatched = journal.entries().filter { $0.route == nil }
        let shown = unmatched.suffix(limit).map { exchange -> JSON in
            guard var entry = exchange.json().object else { return .null }
            entry.append("nearest", NearMiss(exchange.request.method, exchange.path).json)
            return .object(entry)
        }
        return ["requests": .array(shown), "total": .integer(journal.tally.unmatched)]
    }
}
