package import OutletPages
import OutletScenarios

/// The topics of the reference, one page each.
package enum ReferenceTopic: String, CaseIterable, Sendable {
    case scenario
    case faults
    case control
    case verdicts

    package var page: ReferencePage {
        switch self {
        case .scenario: ReferenceTopic.scenarioPage
        case .faults: ReferenceTopic.faultPage
        case .control: ReferenceTopic.controlPage
        case .verdicts: ReferenceTopic.verdictPage
        }
    }

    private static var verdictPage: ReferencePage {
        ReferencePage(
            title: "Verdicts", summary: "The rules by which clients are judged.",
            blocks: VerdictName.allCases.flatMap { name in
                [ReferencePage.Block.heading(name.rawValue, level: 1)] + name.rule.map { .paragraph($0) }
            } + [.heading("What all verdicts have in common", level: 1)] + VerdictName.notes.map { .paragraph($0) })
    }
}
