import OutletContract
import OutletScenarios
import OutletWire

/// The shipped scenario that leads a client to each coverage cell: one whose own example meets it, else one that has a
/// fault for it.
enum CoverageScenarios {
    /// The answer to `GET report/scenarios`. It replays each shipped example, once per process.
    static let json: JSON = [
        "cells": .array(
            Coverage().cells.map { cell in
                [
                    "operation": .string(cell.operation?.wireName ?? "*"), "error": .string(cell.error.wireName),
                    "scenario": .optional(best(cell)),
                ]
            })
    ]

    /// The scenario named after this code if it meets the cell; else the first that meets it.
    private static func best(_ cell: Coverage.Cell) -> String? {
        let own = cell.error.wireName.replacing("_", with: "-")
        for reached in [met, planned] {
            let names = reached[Place(cell)] ?? []
            if let name = names.first(where: { $0 == own }) ?? names.first { return name }
        }
        // A scenario named after the code: its world refuses with it, whichever operation is called.
        return ShippedScenarios.names.contains(own) ? own : nil
    }

    private struct Place: Hashable {
        var operation: Operation?
        var error: ErrorCode

        init(_ cell: Coverage.Cell) { (operation, error) = (cell.operation, cell.error) }
    }

    private static let scenarios = ShippedScenarios.names.sorted().compactMap(ShippedScenarios.scenario)

    private static let met = names { ExampleReplay.coverage(of: $0) }

    private static let planned = names { scenario in
        var coverage = Coverage()
        for fault in scenario.faults {
            guard case .error(let error)? = fault.answer?.content else { continue }
            for operation in fault.operations { coverage.add(natural: 0, injected: 1, to: error.code, of: operation) }
        }
        return coverage
    }

    private static func names(_ coverage: (Scenario) -> Coverage) -> [Place: [String]] {
        var names: [Place: [String]] = [:]
        for scenario in scenarios {
            for cell in coverage(scenario).cells where cell.isMet {
                names[Place(cell), default: []].append(scenario.name)
            }
        }
        return names
    }
}
