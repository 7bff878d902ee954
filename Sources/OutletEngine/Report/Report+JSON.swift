import OutletContract
import OutletScenarios
package import OutletWire

/// Converts the report to the control plane's JSON and back: the command line joins the reports of several servers.
extension Report {
    package var json: JSON {
        [
            "verdicts": .array(verdicts.map(\.json)),
            "coverage": coverage.json,
            "leaks": .array(leaks.map(\.json)),
            "unreached": .array(unreached.map(JSON.string)),
            "drills": .array(drills.map(\.json)),
            "unexpectedLeaks": .array(unexpectedLeaks.map(JSON.string)),
            "worlds": .array(worlds.map(\.json)), "furtherWorlds": .integer(furtherWorlds),
        ]
    }

    /// Nil if the document is not a report.
    package init?(json: JSON) {
        guard let verdicts = json["verdicts"]?.array, let cells = json["coverage"]?["cells"]?.array,
            let leaks = json["leaks"]?.array
        else { return nil }
        self.init(
            verdicts: verdicts.compactMap(Verdict.init(json:)), coverage: Coverage(cells: cells),
            leaks: leaks.compactMap(Leak.init(json:)))
        unreached = (json["unreached"]?.array ?? []).compactMap(\.string)
        // Servers of older versions have no drills.
        let drills = json["drills"]?.array ?? []
        self.drills = drills.compactMap(Drill.init(json:))
        guard self.drills.count == drills.count else { return nil }
        unexpectedLeaks = (json["unexpectedLeaks"]?.array ?? []).compactMap(\.string)
        let worlds = json["worlds"]?.array ?? []
        self.worlds = worlds.compactMap(ReportedWorld.init(json:))
        furtherWorlds = max(0, json["furtherWorlds"]?.integer ?? 0)
        guard self.worlds.count == worlds.count else { return nil }
        guard self.verdicts.count == verdicts.count, self.leaks.count == leaks.count else { return nil }
    }
}

extension Verdict {
    package var json: JSON {
        [
            "verdict": .string(name.rawValue), "result": .string(result.rawValue), "message": .string(message),
            "violations": .integer(violations), "evidence": .array(evidence.map(\.json)),
            "clients": .array(clients.map(\.json)),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let name = json["verdict"]?.string.flatMap(VerdictName.init(rawValue:)),
            let result = json["result"]?.string.flatMap(Result.init(rawValue:)),
            let message = json["message"]?.string, let evidence = json["evidence"]?.array
        else { return nil }
        // Servers of older versions do not tell clients apart.
        self.init(
            name: name, result: result, message: message, violations: max(0, json["violations"]?.integer ?? 0),
            evidence: evidence.compactMap(Evidence.init(json:)),
            clients: (json["clients"]?.array ?? []).compactMap(OfClient.init(json:)))
    }
}

extension Verdict.OfClient {
    fileprivate var json: JSON {
        [
            "world": .string(world), "client": .string(client), "result": .string(result.rawValue),
            "message": .string(message), "violations": .integer(violations),
            "evidence": .array(evidence.map(\.json)),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let world = json["world"]?.string, let client = json["client"]?.string,
            let result = json["result"]?.string.flatMap(Verdict.Result.init(rawValue:)),
            let message = json["message"]?.string, let evidence = json["evidence"]?.array
        else { return nil }
        self.init(
            world: world, client: client, result: result, message: message,
            violations: max(0, json["violations"]?.integer ?? 0),
            evidence: evidence.compactMap(Verdict.Evidence.init(json:)))
    }
}

extension Verdict.Evidence {
    fileprivate var json: JSON {
        ["world": .string(world), "request": .integer(request), "line": .optional(line)]
    }

    fileprivate init?(json: JSON) {
        guard let world = json["world"]?.string, let request = json["request"]?.integer else { return nil }
        self.init(world: world, request: request, line: json["line"]?.string)
    }
}

extension Coverage {
    /// The operation's name in the cell of a common code.
    private static let anyOperation = "*"

    package var json: JSON {
        [
            "percent": .integer(percent), "met": .integer(met), "total": .integer(total),
            "cells": .array(
                cells.map { cell in
                    [
                        "operation": .string(cell.operation?.wireName ?? Coverage.anyOperation),
                        "error": .string(cell.error.wireName), "natural": .integer(cell.natural),
                        "injected": .integer(cell.injected),
                    ]
                }),
        ]
    }

    /// Skips cells of another version that this one does not know.
    fileprivate init(cells: [JSON]) {
        self.init()
        for cell in cells {
            guard let name = cell["operation"]?.string,
                let code = cell["error"]?.string.flatMap(ErrorCode.init(rawValue:))
            else { continue }
            add(
                natural: max(0, cell["natural"]?.integer ?? 0), injected: max(0, cell["injected"]?.integer ?? 0),
                to: code, of: name == Coverage.anyOperation ? nil : Operation(rawValue: name))
        }
    }
}

extension Leak {
    package var json: JSON {
        [
            "world": .string(world), "kind": .string(kind.rawValue), "id": .string(id), "user": .string(user),
            "centsPerHour": .integer(perHour.value),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let world = json["world"]?.string, let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
            let id = json["id"]?.string, let user = json["user"]?.string, let cents = json["centsPerHour"]?.integer
        else { return nil }
        self.init(world: world, kind: kind, id: id, user: user, perHour: Cents(cents))
    }
}
