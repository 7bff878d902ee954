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
        /// Nil where no answer left.
        package var status: Int?
        package var error: String?
        package var origin: Exchange.Origin
    }

    package private(set) var counts: [Key: Int] = [:]
    /// How often each fault fired, by its id.
    package private(set) var fired: [String: Int] = [:]
    package private(set) var waits = DelayHistogram()

    package init() {}

    package mutating func count(_ exchange: Exchange) {
        let key = Key(
            operation: exchange.route?.operation, status: exchange.answered ? exchange.response.status : nil,
            error: exchange.error, origin: exchange.origin)
        counts[key, default: 0] += 1
        for match in exchange.matches where match.fired { fired[match.faultID, default: 0] += 1 }
        waits.count(milliseconds: exchange.delay.milliseconds + exchange.dripMilliseconds)
    }

    package mutating func add(_ other: Tally) {
        counts.merge(other.counts, uniquingKeysWith: +)
        fired.merge(other.fired, uniquingKeysWith: +)
        waits.add(other.waits)
    }

    /// How many exchanges there were that `isWanted` says yes to.
    package func count(where isWanted: (Key) -> Bool) -> Int {
        counts.reduce(0) { isWanted($1.key) ? $0 + $1.value : $0 }
    }

    package var unmatched: Int { count { $0.operation == nil } }
}
