import OutletContract

/// Which of a fault's matches it fires on. `n` counts matches from 1, whether or not an earlier fault took them; all
/// of what is said must hold.
package struct FaultCounter: Hashable, Sendable {
    /// Fires on these n only; empty means any.
    package var nth: [Int] = []
    /// Passes the first so many matches by.
    package var after: Int = 0
    /// Fires on every so-manieth match, counted after `after`.
    package var every: Int = 1
    /// Fires with this probability, by a draw that depends on seed, fault id and n alone.
    package var chance: Double?
    /// Fires at most so often.
    package var times: Int?

    package init() {}

    package var isEveryMatch: Bool { self == FaultCounter() }

    /// Why the n-th match is passed by; nil where the fault fires.
    package enum HeldBack: Hashable, Sendable {
        case notNth(n: Int, nth: [Int])
        case notYet(n: Int, after: Int)
        case betweenEvery(n: Int, after: Int, every: Int)
        case draw(n: Int, draw: Double, chance: Double)
        case spent(times: Int)
    }

    package func verdict(n: Int, firedBefore: Int, faultID: String, seed: Int) -> HeldBack? {
        if !nth.isEmpty, !nth.contains(n) { return .notNth(n: n, nth: nth) }
        if n <= after { return .notYet(n: n, after: after) }
        if (n - after) % every != 0 { return .betweenEvery(n: n, after: after, every: every) }
        if let chance {
            let draw = FaultCounter.draw(n: n, faultID: faultID, seed: seed)
            if draw >= chance { return .draw(n: n, draw: draw, chance: chance) }
        }
        if let times, firedBefore >= times { return .spent(times: times) }
        return nil
    }

    /// A number in 0 ..< 1: a pure function of seed, fault id and n, so a new fault never renumbers another's draws.
    package static func draw(n: Int, faultID: String, seed: Int) -> Double {
        var draw = SeededDraw(seed: seed, purpose: "chance:" + faultID, ordinal: n)
        return draw.nextFraction()
    }
}
