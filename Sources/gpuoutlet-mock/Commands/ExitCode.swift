/// The exit codes of the process.
enum ExitCode: Int32, CaseIterable, Sendable {
    case ok = 0
    case failed = 1
    case usage = 2
    case drift = 3
    case cannot = 4
    case inconclusive = 5
    case ourFault = 70

    /// The meaning of the code, for the manual.
    var summary: String {
        switch self {
        case .ok: "Success."
        case .failed: "A check, a verdict or an example failed, or explore found a problem."
        case .usage: "The command line is wrong, or a scenario does not load."
        case .drift: "conform found differences from the contract."
        case .inconclusive: "Nothing failed, but a drill was inconclusive."
        case .cannot: "The server cannot start or be reached; explore's baseline does not hold."
        case .ourFault: "A bug of this program."
        }
    }
}
