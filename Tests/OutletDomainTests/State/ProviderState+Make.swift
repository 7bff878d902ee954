import OutletContract
import OutletWire

@testable import OutletDomain

/// Worlds for tests, every argument defaulted.
extension ProviderState {
    static func make(
        balanceCents: Int = 10_000, seed: Int = 1, startsAt: Instant = Limits.virtualStart,
        _ adjust: (inout InitialState) -> Void = { _ in }
    ) -> ProviderState {
        var initialState = InitialState()
        initialState.users[0].balance = Cents(balanceCents)
        adjust(&initialState)
        return ProviderState(initialState, seed: seed, startsAt: startsAt)
    }

    /// The first account: `dev@example.com` unless the initial state says otherwise.
    static let dev = UserID(index: 0)

    mutating func advance(by span: Span) { advance(to: now + span) }

    /// Launches a pod and gives its id.
    mutating func launch(
        _ family: Family = .h100, gpuCount: Int = 1, autoStopAfter: Span? = nil, for user: UserID = ProviderState.dev
    ) throws(APIError) -> String {
        let spec = PodSpec(familyId: family.rawValue, gpuCount: gpuCount)
        let answer = try createRental(CreateRental(spec, autoStopAfter: autoStopAfter), for: user)
        return answer["id"]?.string ?? ""
    }

    func status(_ id: String) -> RentalStatus? { rentals[id]?.status }

    /// The ledger as (type, cents), oldest first.
    func ledgerLines(_ user: UserID = ProviderState.dev) -> [String] {
        self[user].wallet.entries.map { "\($0.type.rawValue) \($0.amount.value)" }
    }
}

/// What tests ask of a world that the engine asks of its tables.
extension ProviderState {
    /// The session if it is valid now.
    func session(_ sid: String) -> Session? { sessions.validIndex(of: sid, at: now).map { sessions[$0] } }

    /// What the rate headers say as things stand; nil without a valid session.
    func rateHeaders(_ sid: String) -> RateStatus? { session(sid)?.rate(at: now, settings.requestLimits) }
}
