import OutletContract
import OutletExplorer
import OutletScenarios
import OutletWire

/// A double of the double: pods that a toy client launches and stops, and the hazards of a trial at its calls.
struct ToyWorld {
    private let injections: [Injection]
    private var ordinals: [OutletContract.Operation: Int] = [:]
    private(set) var calls: [ClientCall] = []
    private(set) var pods: [Effects.Pod] = []
    private(set) var keys: [String] = []
    private var isSessionOver = false
    private(set) var fired: Set<String> = []

    /// What a call says to the client.
    enum Answer: Equatable {
        case granted(id: String?)
        case refused(ErrorCode)
        /// No answer, or none that can be read.
        case lost
    }

    init(_ trial: Trial) { injections = trial.injections }

    var effects: Effects { Effects(pods: pods, facts: keys.map { Effects.Fact(.key, $0) }) }

    func run(_ end: ClientEnd, verdicts: [ClientRun.FailedVerdict] = []) -> ClientRun {
        ClientRun(
            end: end, calls: calls, effects: effects, failedVerdicts: verdicts, firedFaults: fired,
            output: ["the last line"])
    }

    mutating func call(_ operation: OutletContract.Operation, _ id: String? = nil, subject: String? = nil) -> Answer {
        ordinals[operation, default: 0] += 1
        let ordinal = ordinals[operation] ?? 1
        let place = injections.firstIndex { injection in
            guard injection.point.operation == operation else { return false }
            if case .lastingError = injection.hazard { return ordinal >= injection.point.ordinal }
            return ordinal == injection.point.ordinal
        }
        let hazard = place.map { injections[$0].hazard }
        if let place { fired.insert(Trial.faultID(place)) }
        if case .somebodyElse(.sessionsEnd)? = hazard { isSessionOver = true }
        var answer = Answer.refused(.unauthorized)
        var tookEffect = false
        if !isSessionOver, runs(hazard) {
            answer = perform(operation, id)
            if case .granted = answer { tookEffect = true }
        }
        let isInjected = hazard.map { changesAnswer($0) } ?? false
        if let hazard, isInjected { answer = told(hazard) }
        note(operation, id, subject, answer, fault: place.map(Trial.faultID), isInjected, tookEffect)
        return answer
    }

    private func runs(_ hazard: Hazard?) -> Bool {
        switch hazard {
        case nil, .slowAnswer, .somebodyElse, .billingTurnedOff: true
        case .error, .lastingError: false
        case .lostAnswer(let lost): lost == .resetAfterEffect || lost == .badGatewayAfterEffect
        case .unreadableAnswer(let answer): [.truncated, .empty, .wrongType].contains(answer)
        }
    }

    private func changesAnswer(_ hazard: Hazard) -> Bool {
        switch hazard {
        case .somebodyElse, .billingTurnedOff: false
        default: true
        }
    }

    private func told(_ hazard: Hazard) -> Answer {
        switch hazard {
        case .error(let code), .lastingError(let code): .refused(code)
        default: .lost
        }
    }

    private mutating func perform(_ operation: OutletContract.Operation, _ id: String?) -> Answer {
        switch operation {
        case .createRental:
            let id = "rent_\(pods.count + 1)"
            pods.append(Effects.Pod(id: id, family: .h100, gpuCount: 1, perHour: Cents(280), isLive: true))
            return .granted(id: id)
        case .stopRental:
            guard let place = pods.firstIndex(where: { $0.id == id }) else { return .refused(.rentalNotFound) }
            guard pods[place].isLive else { return .refused(.alreadyStopped) }
            pods[place].isLive = false
            return .granted(id: id)
        case .createKey:
            keys.append("key \(keys.count + 1)")
            return .granted(id: "key_\(keys.count)")
        default: return .granted(id: pods.last(where: \.isLive)?.id)
        }
    }

    private mutating func note(
        _ operation: OutletContract.Operation, _ id: String?, _ subject: String?, _ answer: Answer, fault: String?,
        _ isInjected: Bool, _ tookEffect: Bool
    ) {
        var call = ClientCall(
            operation, requestLine: "\(operation.method.name) \(operation.path)", ids: id.map { [$0] } ?? [],
            subject: subject, fault: fault, isInjected: isInjected, tookEffect: tookEffect)
        switch answer {
        case .granted: call.status = 200
        case .refused(let code): (call.status, call.error) = (code.status, code)
        case .lost: call.connection = "reset"
        }
        calls.append(call)
    }
}
