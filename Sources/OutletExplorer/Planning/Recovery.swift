import OutletContract

/// The calls that a client makes after a failure and does not make in the baseline.
struct Recovery: Sendable {
    /// A call that the baseline does not have.
    struct Call: Hashable, Sendable {
        let point: Point
        let key: CallKey
        /// The number of calls before it.
        let position: Int
    }

    let calls: [Call]

    /// - Parameter faultID: the fault after which the recovery begins. If it did not fire, there are no calls.
    init(of run: ClientRun, after faultID: String, beside baseline: Baseline) {
        guard let failure = run.calls.firstIndex(where: { $0.fault == faultID }) else {
            calls = []
            return
        }
        var found: [Call] = []
        var ordinals: [Operation: Int] = [:]
        var counts: [CallKey: Int] = [:]
        var reads: Set<CallKey> = []
        for (position, (call, key)) in zip(run.calls, CallKey.keys(of: run.calls)).enumerated() {
            counts[key, default: 0] += 1
            guard let operation = call.operation else { continue }
            ordinals[operation, default: 0] += 1
            guard position > failure else { continue }
            let expected = baseline.counts[key] ?? 0
            let isNew = call.isRead ? expected == 0 && reads.insert(key).inserted : (counts[key] ?? 0) > expected
            guard isNew else { continue }
            found.append(Call(point: Point(operation, ordinals[operation] ?? 1), key: key, position: position))
        }
        calls = found
    }

    /// Equal for two failures if the client answers both with the same calls.
    var signature: [CallKey] { calls.map(\.key) }
}
