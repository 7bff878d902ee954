package import OutletContract
import OutletScenarios
import OutletWire

/// Counts of exchanges that outlive them: what the journal drops is still counted, and what a world is reset or
/// dropped with is added to what came before. One dictionary entry for each exchange, whose key is rarely new.
package struct Tally: Sendable {
    /// What one count is of.
    package struct Key: Hashable, Sendable {
        /// Nil where the path led to no operation.
        package var operation: Operation?
        /// Nil where no whole answer arrived, or none yet.
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

        /// By what tells most keys apart; the rest is left to the comparison.
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

    /// The same exchange is counted already; now more is known of how its answer ended.
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

    /// How many exchanges there were that `isWanted` says yes to.
    package func count(where isWanted: (Key) -> Bool) -> Int {
        exchanges.count(where: isWanted)
    }

    package var unmatched: Int { count { $0.operation == nil } }
}
