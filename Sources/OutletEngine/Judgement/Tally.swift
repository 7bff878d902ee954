package import OutletContract
import OutletScenarios
import OutletWire

/// Counts that outlive the exchanges: what the journal drops stays counted, and the counts of a world that is reset or
/// dropped are added to the earlier ones. Each exchange counts under one dictionary key, which is rarely new.
package struct Tally: Sendable {
    /// What is counted together.
    package struct Key: Hashable, Sendable {
        /// Nil if the path led to no operation.
        package var operation: Operation?
        /// Nil if no whole answer arrived, or none yet.
        package var status: Int?
        package var error: RefusalCode?
        package var origin: Exchange.Origin
        package var deliveryState: Exchange.DeliveryState

        init(_ exchange: Exchange) {
            operation = exchange.route?.operation
            status = exchange.status
            error = exchange.error
            origin = exchange.origin
            deliveryState = exchange.deliveryState
        }

        /// Hashes what tells most keys apart; comparison does the rest.
        package func hash(into hasher: inout Hasher) {
            let code =
                switch error {
                case .api(let code): code.ordinal
                case .mock, nil: 63
                }
            hasher.combine(((operation?.ordinal ?? 63) << 16 | code << 10) ^ (status ?? 0))
        }
    }

    private var exchanges = RunningCounts<Key>()
    private var firings = RunningCounts<String>()
    package private(set) var waits = DelayHistogram()

    package init() {}

    package mutating func count(_ exchange: Exchange) {
        exchanges.count(Key(exchange))
        for match in exchange.matches where match.fired { firings.count(match.faultID) }
        if exchange.isDelivered { waits.count(milliseconds: exchange.waitMilliseconds) }
    }

    /// Replaces the count of an exchange once it is known how its answer ended.
    mutating func recount(_ known: Exchange, as settled: Exchange) {
        exchanges.uncount(Key(known))
        exchanges.count(Key(settled))
        if known.isDelivered { waits.uncount(milliseconds: known.waitMilliseconds) }
        if settled.isDelivered { waits.count(milliseconds: settled.waitMilliseconds) }
    }

    package var counts: [Key: Int] { exchanges.all }

    /// How often each fault fired, by its id.
    package var fired: [String: Int] { firings.all }

    package mutating func add(_ other: Tally) {
        exchanges.add(other.exchanges)
        firings.add(other.firings)
        waits.add(other.waits)
    }

    /// The number of exchanges whose keys satisfy `isWanted`.
    package func count(where isWanted: (Key) -> Bool) -> Int {
        exchanges.count(where: isWanted)
    }

    package var unmatched: Int { count { $0.operation == nil } }
}
