import OutletContract
import OutletScenarios
package import OutletWire

/// The report as JSON.
extension Exploration {
    /// - Parameter replay: how to reproduce a problem; nil if no files are written.
    package func json(replay: ReplayCommand? = nil) -> JSON {
        [
            "tool": ["name": .string(Product.name), "version": .string(Product.version)],
            "scenario": .string(scenarioName), "seed": .integer(seed), "strict": .bool(isStrict),
            "summary": summary.json,
            "baseline": .array(baseline.map { .object($0.members) }),
            "baselineVerdicts": .array(
                baselineVerdicts.map { ["verdict": .string($0.name.rawValue), "message": .string($0.message)] }),
            "cells": .array(cells.map(json)), "problems": .array(problems.map { json($0, replay) }),
        ]
    }

    private func json(_ cell: Cell) -> JSON {
        var members = cell.injections.last?.point.members ?? JSONObject([])
        members["hazard"] = .optional(cell.injections.last?.hazard.name)
        members["outcome"] = .string(cell.judgement.outcome.rawValue)
        members["message"] = .string(cell.judgement.message)
        members["end"] = .string(cell.end.text)
        members["stable"] = cell.isStable.map(JSON.bool) ?? .null
        members["problem"] = .optional(cell.problem.flatMap { problems.indices.contains($0) ? problems[$0].name : nil })
        members["left"] = .array(cell.judgement.left.map(\.json))
        members["notes"] = .array(cell.judgement.notes.map(JSON.string))
        members["faults"] = .array(cell.faults)
        return .object(members)
    }

    private func json(_ problem: Problem, _ replay: ReplayCommand?) -> JSON {
        var members = JSONObject([("kind", .string(problem.outcome.rawValue))])
        for (key, value) in problem.point?.members.members ?? [] { members[key] = value }
        members["message"] = .string(problem.message)
        members["cells"] = .integer(problem.cells.count)
        members["causes"] = .array(problem.injections.map { .string($0.description) })
        members["faults"] = .array(problem.faults)
        members["left"] = .array(problem.left.map(\.json))
        members["verdicts"] = .array(problem.verdicts.map { .string($0.rawValue) })
        members["file"] = .optional(replay.map { _ in problem.scenarioFile })
        members["log"] = .optional(replay.map { _ in problem.logFile })
        members["stable"] = .bool(problem.isStable)
        members["end"] = .string(problem.end.text)
        members["output"] = .array(problem.output.map(JSON.string))
        members["replay"] = .optional(replay?.line(for: problem))
        return .object(members)
    }
}

extension Exploration.Summary {
    fileprivate var json: JSON {
        let rules = PruningRule.allCases.map { ($0.rawValue, JSON.integer(pruned[$0] ?? 0)) }
        return [
            "runs": .integer(runs), "points": .integer(points), "pruned": .object(JSONObject(rules)),
            "untried": .integer(untried), "unreached": .integer(unreached), "problems": .integer(problems),
            "unstable": .integer(unstable), "seconds": .decimal(took.secondsText),
        ]
    }
}

extension Point {
    fileprivate var members: JSONObject {
        JSONObject([("operation", .string(operation.wireName)), ("ordinal", .integer(ordinal))])
    }
}
