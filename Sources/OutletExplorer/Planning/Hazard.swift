package import OutletContract

/// One thing that can go wrong at a point, expressed as a fault of the scenario language.
///
/// The errors, and which operations can send them, come from the contract's tables, so new operations and error codes
/// are explored without a change here.
package enum Hazard: Hashable, Sendable {
    /// A transient error on one call.
    case error(ErrorCode)
    /// A transient error on this call and on every later call of the operation.
    case lastingError(ErrorCode)
    case lostAnswer(LostAnswer)
    case unreadableAnswer(UnreadableAnswer)
    case slowAnswer(SlowAnswer)
    /// Somebody else changes the world just before the call, and the operation then refuses by itself.
    case somebodyElse(OutsideEvent)
    /// The operator turns payments off just before the call.
    case billingTurnedOff

    package enum LostAnswer: String, CaseIterable, Hashable, Sendable {
        case reset
        case close
        case resetAfterEffect = "reset-after"
        case badGatewayAfterEffect = "502-after"
    }

    package enum UnreadableAnswer: String, CaseIterable, Hashable, Sendable {
        case badGateway = "502"
        case gatewayTimeout = "504"
        case page = "200-html"
        case truncated
        case empty
        case wrongType = "wrong-type"
        case noHTTP = "not-http"
    }

    package enum SlowAnswer: String, CaseIterable, Hashable, Sendable {
        case drip
        case hang
    }

    /// Every hazard, in the order in which they are tried at a point: likely and quick ones first, those that make the
    /// client wait last.
    package static let all: [Hazard] =
        LostAnswer.allCases.reversed().map(Hazard.lostAnswer) + transientCodes.map(Hazard.error)
        + UnreadableAnswer.allCases.map(Hazard.unreadableAnswer) + events.map(Hazard.somebodyElse) + [.billingTurnedOff]
        + transientCodes.map(Hazard.lastingError) + SlowAnswer.allCases.map(Hazard.slowAnswer)

    /// The errors that the API's page says to retry, perhaps after a wait.
    private static let transientCodes = ErrorCode.allCases.filter { code in
        switch code.row.advice {
        case .waitAsTold, .retry, .retryOnce, .waitOrChangeFamily: true
        case .waitOrChangeSpec, .topUp, .final: false
        }
    }

    /// The outside events that can make an operation refuse.
    private static let events: [OutsideEvent] = OutsideEvent.allCases.filter { event in
        Operation.allCases.contains { event.concerns($0) }
    }

    /// The hazards that can affect a call of this operation.
    package static func reaching(_ operation: Operation) -> [Hazard] { all.filter { $0.reaches(operation) } }

    package func reaches(_ operation: Operation) -> Bool {
        switch self {
        case .error(let code), .lastingError(let code): operation.canSend(code)
        // A call that only reads has no effect that could be lost.
        case .lostAnswer(.resetAfterEffect), .lostAnswer(.badGatewayAfterEffect): !operation.isPlainRead
        case .lostAnswer, .unreadableAnswer, .slowAnswer: true
        case .somebodyElse(let event): event.concerns(operation)
        case .billingTurnedOff: operation.canSend(.billingDisabled)
        }
    }

    /// Its name in reports and files.
    package var name: String {
        switch self {
        case .error(let code): code.wireName
        case .lastingError(let code): "\(code.wireName)-lasting"
        case .lostAnswer(let lost): lost.rawValue
        case .unreadableAnswer(let answer): answer.rawValue
        case .slowAnswer(let slow): slow.rawValue
        case .somebodyElse(let event): event.rawValue
        case .billingTurnedOff: "billing-off"
        }
    }

    /// What it is, in words.
    package var title: String {
        switch self {
        case .error(let code): "it answers \(code.status) \(code.wireName) once"
        case .lastingError(let code): "it answers \(code.status) \(code.wireName) from then on"
        case .lostAnswer(.reset): "the connection is reset before anything happened"
        case .lostAnswer(.close): "the connection ends without an answer, before anything happened"
        case .lostAnswer(.resetAfterEffect): "it takes effect, and the connection is reset instead of an answer"
        case .lostAnswer(.badGatewayAfterEffect): "it takes effect, and a proxy answers 502"
        case .unreadableAnswer(.badGateway): "a proxy answers 502 with a page, before anything happened"
        case .unreadableAnswer(.gatewayTimeout): "a proxy answers 504 with a page, before anything happened"
        case .unreadableAnswer(.page): "a page comes with status 200, before anything happened"
        case .unreadableAnswer(.truncated): "it takes effect, and half of the answer arrives"
        case .unreadableAnswer(.empty): "it takes effect, and the answer comes without a body"
        case .unreadableAnswer(.wrongType): "it takes effect, and the answer calls itself text/html"
        case .unreadableAnswer(.noHTTP): "the answer is not HTTP, before anything happened"
        case .slowAnswer(.drip): "it takes effect, and the answer comes a few bytes at a time"
        case .slowAnswer(.hang): "it takes effect, and no answer ever comes"
        case .somebodyElse(let event): event.title
        case .billingTurnedOff: "just before it, payments are turned off"
        }
    }

    /// Whether the run takes as long as the client is willing to wait for an answer.
    package var isSlowAnswer: Bool {
        if case .slowAnswer = self { return true }
        return false
    }

    /// Whether it is a single transient error. The API's page says to retry, so one is no reason to give up.
    package var isOneTransientError: Bool {
        if case .error = self { return true }
        return false
    }

    /// Whether it is a transient error, on one call or on several.
    package var isTransientError: Bool {
        if case .lastingError = self { return true }
        return isOneTransientError
    }

    /// Whether it is tried as a second failure: one hazard of each kind that a client has to tell apart.
    package var standsForItsKind: Bool {
        switch self {
        case .error(.internalError), .lostAnswer(.reset), .lostAnswer(.resetAfterEffect),
            .unreadableAnswer(.badGateway):
            true
        case .somebodyElse(.sessionsEnd): true
        default: false
        }
    }
}

extension OutsideEvent {
    /// Whether an operation can notice the event: it can send the error that the event causes, or it is about the one
    /// thing that is gone.
    package func concerns(_ operation: Operation) -> Bool {
        switch self {
        case .sessionsEnd: operation.canSend(.unauthorized)
        case .walletEmpties: operation.canSend(.insufficientBalance)
        case .stockSellsOut: operation.canSend(.providerPoolEmpty)
        case .podsStop, .podsFail: operation.canSend(.rentalNotFound)
        case .keysVanish: operation.canSend(.keyNotFound)
        case .cardVanishes: operation.path.hasSuffix("/billing/card") || operation == .setAutoTopup
        case .codesExpire: operation.canSend(.codeExpired)
        // These show later, if at all, and not at the call.
        case .cardDeclines, .invoiceOpens: false
        }
    }

    fileprivate var title: String {
        switch self {
        case .sessionsEnd: "just before it, the session ends"
        case .podsStop: "just before it, somebody stops the pod in another tab"
        case .podsFail: "just before it, the pod fails at the provider"
        case .keysVanish: "just before it, somebody deletes the key"
        case .cardVanishes: "just before it, somebody removes the card"
        case .cardDeclines: "just before it, the card's bank begins to decline"
        case .walletEmpties: "just before it, somebody empties the wallet"
        case .stockSellsOut: "just before it, the last GPU is taken"
        case .invoiceOpens: "just before it, an invoice opens"
        case .codesExpire: "just before it, the code expires"
        }
    }
}
