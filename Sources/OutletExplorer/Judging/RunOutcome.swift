/// How a client coped with what went wrong, from worst to best.
package enum RunOutcome: String, CaseIterable, Hashable, Comparable, Sendable {
    case hangs
    case crashes
    case claimsSuccess = "claims-success"
    case doesItTwice = "does-it-twice"
    case leavesBehind = "leaves-behind"
    case misbehaves
    case givesUp = "gives-up"
    case failsCleanly = "fails-cleanly"
    case survives

    /// What it means, in words.
    package var title: String {
        switch self {
        case .hangs: "does not end in time"
        case .crashes: "ends by a signal, or with a code that stands for one"
        case .claimsSuccess: "exits 0, but a change that it makes when all is well did not take effect"
        case .doesItTwice: "does more than when all is well, and what it did too much is still there"
        case .leavesBehind: "exits with an error, and a pod runs on or more is paid than when all is well"
        case .misbehaves: "fails a verdict"
        case .givesUp: "exits with an error after one failure that the API says to repeat"
        case .failsCleanly: "exits with an error, and nothing is left behind"
        case .survives: "exits 0, with the same effects as when all is well"
        }
    }

    /// Its sign in the matrix.
    package var sign: String {
        switch self {
        case .hangs: "H"
        case .crashes: "C"
        case .claimsSuccess: "S"
        case .doesItTwice: "2"
        case .leavesBehind: "L"
        case .misbehaves: "M"
        case .givesUp: "g"
        case .failsCleanly: "-"
        case .survives: "."
        }
    }

    /// Whether it needs fixing.
    package func isProblem(isStrict: Bool) -> Bool {
        switch self {
        case .hangs, .crashes, .claimsSuccess, .doesItTwice, .leavesBehind, .misbehaves: true
        case .givesUp: isStrict
        case .failsCleanly, .survives: false
        }
    }

    /// A worse outcome is less than a better one.
    package static func < (a: RunOutcome, b: RunOutcome) -> Bool { a.rank < b.rank }

    private var rank: Int { RunOutcome.allCases.firstIndex(of: self) ?? 0 }
}
