import OutletContract
import OutletWire

/// The operation that an unmatched request was probably meant for, and where the two first differ.
struct NearMiss: Sendable {
    var operation: Operation
    /// A sentence about the first difference.
    var difference: String

    var description: String {
        "the nearest is \(operation.wireName) (\(operation.method.name) \(operation.path)): \(difference)"
    }

    init(_ method: Method, _ path: String) {
        let segments = NearMiss.segments(path)
        var best: (operation: Operation, path: String, distance: Int)?
        for operation in Operation.allCases {
            for candidate in [operation.path] + operation.row.aliases {
                let wanted = NearMiss.filled(NearMiss.segments(candidate), from: segments)
                let distance =
                    Spelling.distance(Array(path.utf8.prefix(NearMiss.comparedBytes)), Array(wanted.utf8)) * 2
                    + (operation.method == method ? 0 : 1)
                if distance < best?.distance ?? .max { best = (operation, candidate, distance) }
            }
        }
        // Always so: the list is the contract's table, which is not empty.
        guard let best else { preconditionFailure("the contract has operations") }
        operation = best.operation
        difference = NearMiss.difference(method, segments, best.operation.method, NearMiss.segments(best.path))
    }

    var json: JSON { ["operation": .string(operation.wireName), "difference": .string(difference)] }

    /// Longer than any path in the contract with its ids filled in.
    private static let comparedBytes = 64

    private static func segments(_ path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 }
    }

    /// A path in the contract, with its parameters filled in from the request.
    private static func filled(_ wanted: [Substring], from actual: [Substring]) -> String {
        wanted.enumerated().map { index, segment in
            guard segment.first == "{" else { return "/\(segment)" }
            let stand = actual.indices.contains(index) && !actual[index].isEmpty ? actual[index] : "x"
            return "/\(stand)"
        }.joined()
    }

    private static func difference(
        _ method: Method, _ actual: [Substring], _ wantedMethod: Method, _ wanted: [Substring]
    ) -> String {
        for (index, segment) in wanted.enumerated() where segment.first != "{" {
            let before = wanted[..<index].map { "/\($0)" }.joined()
            guard actual.indices.contains(index) else { return "the path ends before '/\(segment)'" }
            guard actual[index] == segment else {
                let behind = before.isEmpty ? "at the start of the path" : "behind \(before)"
                return "'\(actual[index])' should be '\(segment)' \(behind)"
            }
        }
        if actual.count < wanted.count { return "the path ends before '/\(wanted[actual.count])'" }
        if actual.count > wanted.count { return "'/\(actual[wanted.count])' is too much" }
        if method != wantedMethod { return "the method is \(method.name), not \(wantedMethod.name)" }
        return "a parameter of the path is empty"
    }
}
