import OutletWire

/// An answer's outcome and approximate duration, by which answers are counted over time.
struct TrafficKind: Hashable, Sendable {
    enum Outcome: UInt8, CaseIterable, Sendable {
        /// Below 400, redirects included.
        case granted
        case refused
        /// 500 and above.
        case failed
        /// No answer arrived, or only part of it.
        case lost
    }

    /// The outcome in the upper two bits of six, the bucket of a `DelayHistogram` in the lower four.
    let rawValue: UInt8

    static let mask: UInt8 = 0x3F

    static let lost = TrafficKind(rawValue: Outcome.lost.rawValue << 4)

    init(rawValue: UInt8) {
        self.rawValue = rawValue & TrafficKind.mask
    }

    /// Nil for a pending answer.
    init?(_ exchange: Exchange) {
        switch exchange.deliveryState {
        case .pending: return nil
        case .lost: self = .lost
        case .delivered:
            let status = exchange.response.status
            let outcome = status < 400 ? Outcome.granted : status < 500 ? .refused : .failed
            let bucket = DelayHistogram.bucket(milliseconds: exchange.waitMilliseconds)
            rawValue = outcome.rawValue << 4 | UInt8(truncatingIfNeeded: bucket) & 0xF
        }
    }

    var outcome: Outcome { Outcome(rawValue: rawValue >> 4) ?? .lost }
    /// Nil if nothing was delivered.
    var bucket: Int? { outcome == .lost ? nil : Int(rawValue & 0xF) }
}
