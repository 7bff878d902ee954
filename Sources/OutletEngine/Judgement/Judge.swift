package import OutletContract
import OutletScenarios

/// Judges each client of one world by the six verdicts.
///
/// It sees each exchange twice: when the request arrives and when its answer has ended, which for most is the same
/// moment. It keeps only what later requests are judged against, so exchanges evicted from the journal still count. A
/// request is judged by what its own client knew when it arrived. Clients with nothing to report cost almost nothing.
package struct Judge: Sendable {
    private struct Record: Sendable {
        let client: Client
        /// The client's name, for people.
        let name: String
        var judge = ClientJudge()
        /// The number of its newest exchange.
        var newest: Int
    }

    /// In no particular order.
    private var records: [Record] = []
    private var indexByClient: [Client: Int] = [:]
    /// The index of the newest exchange's client. Most exchanges come from the same client as the one before.
    private var recent = 0
    /// The findings about clients that have been forgotten.
    private var forgotten = Ruling<Findings>(repeating: Findings())
    private var forgottenCount = 0
    /// The periods whose logical calls are counted separately.
    private(set) var windows: [LogicalCallWindow]
    /// When the logical calls began that newer repeats completed, by the repeats' numbers: an answer that counts as
    /// delivered may turn out lost.
    private var startOfGranted: [Int: Instant] = [:]
    /// Logical calls of all time that ended badly so long ago that their requests are no longer kept.
    private var forgottenLogicalCalls = RunningCounts<Operation>()

    /// The most clients remembered at a time. Beyond it, the one that was silent longest is forgotten; its findings are
    /// kept.
    static let maximum = 256

    init(_ windows: [LogicalCallWindow] = []) { self.windows = windows }

    /// Records that an exchange has begun and, unless its answer takes time, that it has ended.
    package mutating func take(_ exchange: Exchange) {
        if !windows.isEmpty { countGranted(exchange) }
        if records.isEmpty, exchange.isUnremarkable { return }
        let client = Client(exchange)
        if let index = index(of: client) {
            records[index].newest = exchange.number
            records[index].judge.begin(exchange)
        }
        if exchange.deliveryState != .pending { end(exchange, of: client) }
    }

    /// Records that an exchange's answer has ended.
    package mutating func end(_ exchange: Exchange) {
        if !windows.isEmpty { countGranted(exchange) }
        if records.isEmpty, exchange.isUnremarkable { return }
        end(exchange, of: Client(exchange))
    }

    private mutating func end(_ exchange: Exchange, of client: Client) {
        // A change by one client can make possible what another client was refused.
        let isGranted = exchange.tookEffect || exchange.outcome == .succeeded
        if isGranted, let operation = exchange.route?.operation, operation.mendsRefusals {
            for index in records.indices { records[index].judge.forgive(exchange, operation) }
        }
        if let index = index(of: client) {
            records[index].judge.end(exchange)
            for chain in records[index].judge.takeForgotten() { forget(chain) }
        } else if !exchange.isUnremarkable {
            if records.count == Judge.maximum { forgetOne(at: exchange.at) }
            var record = Record(client: client, name: Client.name(of: exchange), newest: exchange.number)
            record.judge.end(exchange)
            indexByClient[client] = records.count
            recent = records.count
            records.append(record)
        }
    }

    private mutating func index(of client: Client) -> Int? {
        if recent < records.count, records[recent].client == client { return recent }
        guard let index = indexByClient[client] else { return nil }
        recent = index
        return index
    }

    /// Moves the last record into the gap.
    private mutating func forgetOne(at now: Instant) {
        guard let index = records.indices.min(by: { records[$0].newest < records[$1].newest }) else { return }
        let findings = records[index].judge.findings(now: now)
        for name in VerdictName.allCases { forgotten[name].add(findings[name]) }
        forgottenCount += 1
        for chain in records[index].judge.openChains { forget(chain) }
        indexByClient[records[index].client] = nil
        let last = records.removeLast()
        guard index < records.count else { return }
        records[index] = last
        indexByClient[last.client] = index
    }

    // MARK: Logical calls

    private mutating func countGranted(_ exchange: Exchange) {
        guard exchange.outcome == .succeeded, let operation = exchange.route?.operation else { return }
        let known = index(of: Client(exchange))
        let began = known.flatMap { records[$0].judge.origin(of: exchange)?.at } ?? exchange.at
        if began != exchange.at {
            if startOfGranted.count == Judge.maximum { startOfGranted[startOfGranted.keys.min() ?? 0] = nil }
            startOfGranted[exchange.number] = began
        }
        for index in windows.indices where windows[index].contains(began) { windows[index].granted.count(operation) }
    }

    /// Uncounts a granted call whose answer was assumed delivered but was lost.
    mutating func takeBack(_ exchange: Exchange) {
        guard let operation = exchange.route?.operation else { return }
        let began = startOfGranted.removeValue(forKey: exchange.number) ?? exchange.at
        for index in windows.indices where windows[index].contains(began) {
            windows[index].granted.uncount(operation)
        }
    }

    /// Drops the requests of a logical call, and counts how it ended.
    private mutating func forget(_ chain: RetryChain) {
        guard !chain.isCommitted, !chain.isReplaced, let operation = chain.origin.route?.operation else { return }
        forgottenLogicalCalls.count(operation)
        for index in windows.indices where windows[index].contains(chain.origin.at) {
            windows[index].forgotten.count(operation)
        }
    }

    /// How the logical calls on some operations ended.
    ///
    /// - Parameters:
    ///   - window: one of `windows`, or nil for all time.
    ///   - granted: the number of calls granted over all time.
    ///   - underWay: the exchanges whose answers are pending.
    func logicalCalls(
        on operations: Set<Operation>, in window: LogicalCallWindow?, granted: Int, underWay: [Exchange], now: Instant
    ) -> LogicalCallCount {
        func isAsked(_ exchange: Exchange) -> Bool {
            guard let operation = exchange.route?.operation, operations.contains(operation) else { return false }
            return window?.contains(exchange.at) ?? true
        }
        var count = LogicalCallCount()
        count.well = window?.granted.count(where: operations.contains) ?? granted
        count.badly = (window?.forgotten ?? forgottenLogicalCalls).count(where: operations.contains)
        // A pending answer decides the logical call it belongs to, or starts a new one.
        var pending: Set<Exchange.Likeness> = Set(underWay.map { Exchange.Likeness(exchange: $0) })
        var bad: [RetryChain] = []
        for record in records {
            for chain in record.judge.openChains where isAsked(chain.origin) && !chain.isReplaced {
                if pending.remove(Exchange.Likeness(exchange: chain.origin)) != nil {
                    count.underWay += 1
                } else if chain.isCommitted {
                    count.well += 1
                } else if now - chain.last.endedAt < chain.told ?? .zero {
                    count.underWay += 1
                } else {
                    bad.append(chain)
                }
            }
        }
        count.underWay += pending.count { isAsked($0.exchange) }
        count.badly += bad.count
        count.examples = bad.sorted { $0.last.number < $1.last.number }.suffix(3).map(\.origin)
        return count
    }

    /// All six verdicts, in the order of `VerdictName`, each with the clients it is about.
    package func verdicts(world: String, now: Instant) -> [Verdict] {
        var told: [(name: String, findings: Ruling<Findings>)] = records.sorted { $0.newest < $1.newest }.map {
            ($0.name, $0.judge.findings(now: now))
        }
        if forgottenCount > 0 { told.append(("\(forgottenCount) clients of before", forgotten)) }
        return VerdictName.allCases.map { name in
            var all = Findings()
            for entry in told { all.add(entry.findings[name]) }
            var verdict = Verdict(name, all, world: world)
            verdict.clients = told.compactMap { Verdict.OfClient($0.name, name, $0.findings[name], world: world) }
            verdict.keepFewClients()
            return verdict
        }
    }
}

/// One value for each verdict.
struct Ruling<Value: Sendable>: Sendable {
    private var values: [Value]

    init(repeating value: Value) { values = VerdictName.allCases.map { _ in value } }

    subscript(name: VerdictName) -> Value {
        get { values[name.index] }
        set { values[name.index] = newValue }
    }
}

extension VerdictName {
    fileprivate var index: Int {
        switch self {
        case .honoursRetryAfter: 0
        case .givesUpOnFinal: 1
        case .retriesTransient: 2
        case .backsOff: 3
        case .boundedRetries: 4
        case .noDoubleCommit: 5
        }
    }
}

extension Exchange {
    /// Whether there is nothing to remember of it: it succeeded and was delivered, which is the most common case, or it
    /// led to no operation, or it has not ended.
    fileprivate var isUnremarkable: Bool {
        outcome == .succeeded && !isCommitted || outcome == .open || route == nil
    }
}
