import OutletContract
import OutletEngine
import OutletScenarios

@testable import gpuoutlet_mock

/// What one adds to the double now and then, with the places that each takes: the list in `Sources/README.md` is made from
/// this one, and a test asks each place for each of what there is.
enum Addition: String, CaseIterable, Sendable {
    case operation = "An operation"
    case errorCode = "An error code"
    case faultEffect = "A fault effect"
    case flag = "A flag"
    case controlCall = "A control call"
    case verdict = "A verdict"

    /// A file or folder under `Sources` (or, with a leading `/`, under the repository), and what is written there.
    struct Place: Sendable {
        var path: String
        var what: String
        /// How one of them is spelt there, as words of code; nil where the compiler asks for it, or nothing can.
        var spelling: (@Sendable (String) -> String)?
    }

    /// The names of all that there are, as the code spells them.
    var names: [String] {
        switch self {
        case .operation: Operation.allCases.map { "\($0)" }
        case .errorCode: ErrorCode.allCases.map { "\($0)" }
        case .faultEffect: KeyTable.faultParts[2].rows.map(\.name)
        case .flag: Option.allCases.map { "\($0)" }
        case .controlCall: ControlCall.allCases.map { "\($0)" }
        case .verdict: VerdictName.allCases.map { "\($0)" }
        }
    }

    var places: [Place] {
        let asCase: @Sendable (String) -> String = { ".\($0)" }
        return switch self {
        case .operation:
            [
                Place(path: "OutletContract/Operations/Operation.swift", what: "its case and row", spelling: asCase),
                Place(path: "OutletContract/Operations/Operation+Shapes.swift", what: "what it takes and answers"),
                Place(path: "OutletDomain/", what: "what it does, in its subject's folder"),
                Place(path: "OutletEngine/Walk/World+Operations.swift", what: "the call", spelling: asCase),
                Place(path: "OutletConformance/", what: "a question about it", spelling: asCase),
            ]
        case .errorCode:
            [
                Place(path: "OutletContract/Errors/ErrorCode.swift", what: "its case and row", spelling: asCase),
                Place(path: "OutletContract/Operations/Operation.swift", what: "who sends it"),
                Place(path: "OutletDomain/", what: "the rule that throws it"),
                Place(path: "/scenarios/", what: "`CODE.json`, a scenario in which the plain call meets it"),
            ]
        case .faultEffect:
            [
                Place(path: "OutletScenarios/Keys/KeyTable+Fault.swift", what: "its key") { "\"\($0)\"" },
                Place(path: "OutletScenarios/Reading/", what: "how it is read") { "\"\($0)\"" },
                Place(path: "OutletScenarios/Faults/Fault.swift", what: "the value it becomes"),
                Place(path: "OutletScenarios/Explaining/Fault+Explanation.swift", what: "how it is explained"),
                Place(
                    path: "OutletEngine/Walk/World+Walk.swift",
                    what: "what it does; `GPUOutletMock/Loop/` where it breaks the connection"),
            ]
        case .flag:
            [
                Place(path: "gpuoutlet-mock/CommandLine/Option.swift", what: "its case and row", spelling: asCase),
                Place(path: "gpuoutlet-mock/", what: "the command that reads it", spelling: asCase),
            ]
        case .controlCall:
            [
                Place(
                    path: "OutletEngine/Control/ControlCall.swift",
                    what: "its case and row; `ControlCall+Shapes.swift` what it takes", spelling: asCase),
                Place(
                    path: "OutletEngine/Control/",
                    what:
                        "what it does, in `World+Control.swift`, `Engine+Control.swift` or `Engine+Observing.swift`",
                    spelling: asCase),
            ]
        case .verdict:
            [
                Place(path: "OutletScenarios/Values/VerdictName.swift", what: "its name and rule", spelling: asCase),
                Place(
                    path: "OutletEngine/Judgement/",
                    what: "a judge of its own, its place in `ClientJudge` and `Ruling`, its sentences in `Findings`",
                    spelling: { "struct \($0.prefix(1).uppercased() + $0.dropFirst())" }),
            ]
        }
    }

    /// As `Sources/README.md` has it.
    var list: String {
        let lines = places.enumerated().map { "\($0 + 1). `\($1.path.drop { $0 == "/" })`: \($1.what)." }
        return (["**\(rawValue)**"] + lines).joined(separator: "\n")
    }
}
