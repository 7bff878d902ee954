import OutletContract

/// Decides which things left in the world are not the client's fault.
///
/// A client that recovers by signing in again, topping up or taking another family needs no excuse.
struct Excuse: Sendable {
    private let run: ClientRun
    private let events: Set<OutsideEvent>

    init(_ run: ClientRun, _ injections: [Injection]) {
        self.run = run
        events = Set(
            injections.compactMap { injection in
                if case .somebodyElse(let event) = injection.hazard { return event }
                return nil
            })
    }

    /// Whether somebody else ended the pods.
    var podsEnded: Bool { !events.isDisjoint(with: [.podsStop, .podsFail, .walletEmpties]) }

    /// Whether somebody else removed things of this kind.
    func covers(_ kind: Effects.Fact.Kind) -> Bool {
        switch kind {
        case .key: events.contains(.keysVanish)
        case .card, .autoTopup: events.contains(.cardVanishes)
        case .invoice, .session: false
        }
    }

    func covers(_ pod: Effects.Pod) -> Bool { reason(for: pod) != nil }

    /// Why a live pod is not the client's fault; nil if the client could have stopped it.
    func reason(for pod: Effects.Pod) -> String? {
        guard pod.isLive else { return nil }
        if events.contains(.sessionsEnd), !signedInAgain { return "somebody else had ended the client's session" }
        let stops = run.calls.filter { $0.operation == .stopRental && $0.ids.contains(pod.id) }
        if !stops.isEmpty {
            return Excuse.isRefusedToTheEnd(stops) ? "the client tried to stop it and was refused to the end" : nil
        }
        guard !knows(pod) else { return nil }
        return Excuse.isRefusedToTheEnd(lists) ? "the client looked for it and was refused to the end" : nil
    }

    /// Whether the API accepted the client again after a 401.
    private var signedInAgain: Bool {
        guard let refused = run.calls.firstIndex(where: { $0.error == .unauthorized }) else { return false }
        return run.calls[refused...].contains { $0.status.map { $0 < 400 } ?? false }
    }

    /// Whether the client knows the pod's id, from the answer to its launch or because it used the id in a call.
    private func knows(_ pod: Effects.Pod) -> Bool {
        if run.calls.contains(where: { $0.ids.contains(pod.id) }) { return true }
        let launches = run.calls.filter { $0.operation == .createRental && $0.tookEffect }
        guard let nth = run.effects.pods.firstIndex(of: pod), launches.indices.contains(nth) else { return false }
        return launches[nth].isGranted
    }

    /// The calls that list pods, since the last launch.
    private var lists: [ClientCall] {
        let start = run.calls.lastIndex { $0.operation == .createRental } ?? 0
        return run.calls[start...].filter { $0.operation == .listRentals }
    }

    /// Whether the last calls all failed, and there were several of them or the last error was final.
    private static func isRefusedToTheEnd(_ calls: [ClientCall]) -> Bool {
        let failures = calls.reversed().prefix { !$0.isGranted }
        guard let last = failures.first else { return false }
        return failures.count > 1 || last.error?.row.advice == .final
    }
}
