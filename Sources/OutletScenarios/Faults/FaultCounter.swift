package import OutletContract

/// Which of a fault's matches it fires on. Matches are numbered from 1, even if an earlier fault answered them; `per`
/// counts each value separately. All settings must hold.
package struct FaultCounter: Hashable, Sendable {
    /// What is counted separately; nil counts all matches together. A call without it does not match.
    package var per: FaultSubject?
    /// The share of the values of `per` that the fault affects: always the same ones.
    package var share: Double?
    /// Fires on these matches only; empty means any.
    package var nth: [Int] = []
    /// Lets this many matches pass first.
    package var after: Int = 0
    /// Fires on every Nth match, counted after `after`.
    package var every: Int = 1
    /// Fires with this probability. The draw depends only on seed, fault id, value and number.
    package var chance: Ramp<Double>?
    /// Fires on at most this many matches in a row.
    package var inARow: Int?
    /// Fires at most this many times.
    package var times: Int?

    package init() {}

    package var isEveryMatch: Bool { self == FaultCounter() }

    /// Why a match does not fire.
    package enum HeldBack: Hashable, Sendable {
        case notNth(n: Int, nth: [Int])
        case notYet(n: Int, after: Int)
        case betweenEvery(n: Int, after: Int, every: Int)
        case draw(n: Int, draw: Double, chance: Double)
        case inARow(Int)
        case spent(times: Int)
    }

    /// Why the fault does not fire on a match; nil if it does.
    ///
    /// - Parameter sinceOpening: how long ago the fault's window opened.
    package func reasonToPass(_ match: FaultMatch, seed: Int, sinceOpening: Span) -> HeldBack? {
        let n = match.n
        if !nth.isEmpty, !nth.contains(n) { return .notNth(n: n, nth: nth) }
        if n <= after { return .notYet(n: n, after: after) }
        if (n - after) % every != 0 { return .betweenEvery(n: n, after: after, every: every) }
        if let chance = chance?.value(at: sinceOpening) {
            let draw = FaultCounter.draw(match, seed: seed)
            if draw >= chance { return .draw(n: n, draw: draw, chance: chance) }
        }
        if let inARow, match.inARowBefore >= inARow { return .inARow(inARow) }
        if let times, match.firedBefore >= times { return .spent(times: times) }
        return nil
    }

    /// A number in 0 ..< 1: a pure function of seed, fault id, value and n, so that a new fault never renumbers
    /// another's draws.
    package static func draw(_ match: FaultMatch, seed: Int) -> Double {
        var draw = SeededDraw(seed: seed, purpose: "chance:" + match.drawID, ordinal: match.n)
        return draw.nextFraction()
    }

    /// Whether the fault affects a value of `per`.
    package func concerns(_ value: String, faultID: String, seed: Int) -> Bool {
        guard let share else { return true }
        return FaultCounter.standing(of: value, faultID: faultID, seed: seed) < share
    }

    /// The draw of a value of `per` that `share` is compared with: a number in 0 ..< 1.
    package static func standing(of value: String, faultID: String, seed: Int) -> Double {
        var draw = SeededDraw(seed: seed, purpose: "share:\(faultID):\(value)", ordinal: 0)
        return draw.nextFraction()
    }
}
