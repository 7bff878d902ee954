import OutletContract
import OutletScenarios
import OutletWire

/// Which exchanges a clause about calls counts, and how far other exchanges are from matching.
struct CallFilter: Sendable {
    let operations: Set<Operation>
    let calls: Expectation.Calls

    init(_ calls: Expectation.Calls) {
        self.calls = calls
        operations = Set(calls.selector.operations)
    }

    /// `createRental answered 503 provider_pool_empty with body.familyId "h100-80gb"`
    var description: String {
        var text = calls.selector == .all ? "calls" : calls.selector.word
        let answer = [calls.status.map(String.init), calls.error?.wireName].compactMap(\.self)
        if !answer.isEmpty { text += " answered " + answer.joined(separator: " ") }
        if !calls.conditions.isEmpty {
            text += " with " + calls.conditions.map { "\($0.subject.key) \($0.json.text)" }.joined(separator: ", ")
        }
        if let phase = calls.phase { text += " in phase \(phase)" }
        return text
    }

    /// Whether a count matches the clause. Conditions and the phase are ignored, because counts cannot tell.
    func admits(_ key: Tally.Key) -> Bool {
        guard let operation = key.operation, operations.contains(operation) else { return false }
        if let status = calls.status, status != key.status { return false }
        if let error = calls.error, .api(error) != key.error { return false }
        return true
    }

    /// Whether an exchange matches the clause, apart from the conditions.
    func admitsOutline(_ exchange: Exchange) -> Bool {
        guard let operation = exchange.route?.operation, operations.contains(operation) else { return false }
        if let status = calls.status, status != exchange.status { return false }
        if let error = calls.error, .api(error) != exchange.error { return false }
        if let phase = calls.phase, phase != exchange.phase { return false }
        return true
    }

    /// Whether the conditions hold; nil if that cannot be judged because the body is no longer kept.
    func admitsConditions(_ exchange: Exchange) -> Bool? {
        guard !calls.conditions.isEmpty, let call = exchange.faultCall else { return true }
        let judgements = calls.conditions.map { $0.holds(for: call) }
        if judgements.contains(false) { return false }
        return judgements.contains(nil) ? nil : true
    }

    /// One reason why an exchange is not counted.
    enum Difference {
        /// The path led to no operation.
        case unmatched
        case operation
        case condition(FaultCondition)
        case status
        case error
        case phase

        /// How much this difference adds to the distance from a match.
        var weight: Int {
            switch self {
            case .operation: 3
            case .unmatched, .condition, .status, .error, .phase: 1
            }
        }
    }

    /// The reasons why an exchange is not counted, the heaviest first; empty if it is counted.
    func differences(of exchange: Exchange) -> [Difference] {
        guard let operation = exchange.route?.operation else { return [.unmatched] }
        var differences: [Difference] = []
        if !operations.contains(operation) { differences.append(.operation) }
        if !calls.conditions.isEmpty, let call = exchange.faultCall {
            for condition in calls.conditions where condition.holds(for: call) != true {
                differences.append(.condition(condition))
            }
        }
        if let status = calls.status, status != exchange.status {
            differences.append(.status)
        }
        if let error = calls.error, .api(error) != exchange.error { differences.append(.error) }
        if let phase = calls.phase, phase != exchange.phase { differences.append(.phase) }
        return differences
    }

    /// The difference in words, for people. Nil if an unmatched path was probably meant for another operation.
    func description(_ difference: Difference, of exchange: Exchange) -> String? {
        switch difference {
        case .unmatched:
            let near = NearMiss(exchange.request.method, exchange.path)
            return operations.contains(near.operation) ? "it matched no operation; \(near.description)" : nil
        case .operation:
            return "the operation is \(exchange.route?.operation.wireName ?? "none"), not \(calls.selector.word)"
        case .condition(let condition):
            guard let call = exchange.faultCall else { return nil }
            return condition.difference(from: call)
        case .status: return "the answer was \(exchange.answerWords), not \(calls.status ?? 0)"
        case .error: return "the answer was \(exchange.answerWords), not \(calls.error?.wireName ?? "")"
        case .phase: return "it came in phase \(exchange.phase), not \(calls.phase ?? "")"
        }
    }

    /// How many of the newest exchanges are searched for near matches. A thousand waits that time out over a full
    /// journal must not go through ten thousand exchanges each.
    private static let nearestAmong = 1000
    /// The most unmatched paths among them: finding the operation each was meant for is slow.
    private static let nearestUnmatchedAmong = 2

    /// Of the newest exchanges, those nearest to a match. Among equals the newest comes first.
    func nearest(in journal: Journal) -> [ExpectationFailure.Nearest] {
        var near: [(exchange: Exchange, difference: Difference, distance: Int)] = []
        var unmatched = 0
        let newest = journal.total
        for number in stride(from: newest, to: newest - CallFilter.nearestAmong, by: -1) {
            guard let exchange = journal[number: number] else { break }
            let differences = self.differences(of: exchange)
            let distance = differences.reduce(0) { $0 + $1.weight }
            guard let first = differences.first, distance <= 5 else { continue }
            if case .unmatched = first {
                unmatched += 1
                guard unmatched <= CallFilter.nearestUnmatchedAmong else { continue }
                guard description(first, of: exchange) != nil else { continue }
            }
            near.append((exchange, first, distance))
        }
        near.sort { ($0.distance, -$0.exchange.number) < ($1.distance, -$1.exchange.number) }
        return near.prefix(ExpectationJudge.listedRequests).map {
            ExpectationFailure.Nearest($0.exchange, description($0.difference, of: $0.exchange))
        }
    }
}

extension FaultCondition {
    fileprivate func difference(from call: borrowing FaultCall) -> String {
        let wanted = json.text
        return switch subject.actual(in: call) {
        case .missing: "\(subject.key) is missing, not \(wanted)"
        case .text(let text): "\(subject.key) is \(JSON.string(text).text), not \(wanted)"
        case .json(let value): "\(subject.key) is \(value.text), not \(wanted)"
        case .gone: "\(subject.key) cannot be judged: the body is longer than the journal keeps"
        }
    }
}

extension Exchange {
    /// The call that conditions look at. A body of which only the beginning is kept is gone. Nil if the path led to no
    /// operation.
    var faultCall: FaultCall? {
        guard let route else { return nil }
        var call = FaultCall(
            route.operation, user: user, query: PercentCoding.pairs(query), headers: request.headerFields,
            path: route.parameters)
        call.session = sid
        if request.connection > 0 { call.connection = request.connection }
        if wholeRequestBytes != nil || delivery.ending == .early {
            call.body = .gone
        } else if !request.body.isEmpty, let body = try? JSON.parse(request.body) {
            call.body = .json(body)
        }
        return call
    }
}
