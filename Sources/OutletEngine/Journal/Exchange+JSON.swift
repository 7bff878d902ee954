import OutletContract
import OutletScenarios
package import OutletWire

extension Exchange {
    /// The most bytes of a body that the journal keeps.
    package static let keptBodyBytes = 4096

    /// The entry as the control plane shows it. Cookies, one-time codes and keys are masked unless `isRevealing`.
    package func json(isRevealing: Bool = false) -> JSON {
        var entry = JSONObject([
            ("number", .integer(number)), ("at", .string(at.iso8601Milliseconds)),
            ("operation", .optional(route?.operation.wireName)), ("method", .string(request.method.name)),
            ("path", .string(path)), ("query", .string(query)), ("user", .optional(user)),
            ("status", .optional(status)), ("error", .optional(error?.wireName)),
            ("origin", .string(origin.rawValue)), ("fault", .optional(fault)),
            ("fired", .array(matches.filter(\.fired).map { .string($0.faultID) })),
            ("delivery", .string(deliveryState.rawValue)), ("connection", .optional(delivery.ending.word)),
            ("leftAfterMilliseconds", .optional(end.leftAfter?.milliseconds)),
            ("delayMilliseconds", .integer(delay.milliseconds)),
            ("bodyDelayMilliseconds", .integer(bodyDelay.milliseconds)),
            ("bytesPerSecond", .optional(delivery.bytesPerSecond)),
            ("committed", .bool(isCommitted)), ("traceparent", .optional(traceContext?.text)),
        ])
        let mask = SecretMask(isRevealing: isRevealing)
        entry.append(
            "request",
            [
                "headers": mask.headers(request.headerFields),
                "body": Exchange.shown(request.body, mask),
                "bodyBytes": .integer(wholeRequestBytes ?? request.body.count),
            ])
        entry.append(
            "response",
            delivery.sendsResponse
                ? [
                    "headers": mask.headers(response.headers), "body": Exchange.shown(response.body, mask),
                    "bodyBytes": .integer(wholeResponseBytes ?? response.body.count),
                ] : .null)
        return .object(entry)
    }

    /// Why the answer is not complete, or not yet, in a few words; nil if it was delivered.
    package var lossWords: String? {
        if let leftAfter = end.leftAfter { return "the client left after \(leftAfter.description)" }
        switch deliveryState {
        case .delivered: return nil
        case .pending: return delivery.ending.word ?? "on its way"
        case .lost: return delivery.ending.word ?? "cut off"
        }
    }

    private static func shown(_ body: [UInt8], _ mask: SecretMask) -> JSON {
        guard !body.isEmpty else { return .null }
        if let json = try? JSON.parse(body) { return mask.body(json) }
        return .string(String(decoding: body, as: UTF8.self))
    }
}
