package import OutletWire

/// Paths with `{parameters}` as a tree of segments, built once. A literal segment wins over a parameter, so
/// `/v1/rentals/preview` is never taken for a rental's id.
package struct RouteTable<Target: Hashable & Sendable>: Sendable {
    package struct Parameter: Hashable, Sendable {
        package var name: String
        package var value: String
    }

    package enum Match: Hashable, Sendable {
        case found(Target, [Parameter])
        /// The path is known, and these methods with it, but not this one.
        case wrongMethod(allowed: [Method])
        case unknown
    }

    private struct Node: Sendable {
        var literals: [(segment: String, node: Int)] = []
        var parameter: (name: String, node: Int)?
        var targets: [(method: Method, target: Target)] = []
    }

    private var nodes = [Node()]

    package init() {}

    package mutating func add(_ target: Target, _ method: Method, at path: String) {
        var place = 0
        for segment in path.split(separator: "/") {
            place =
                segment.first == "{"
                ? parameterNode(named: String(segment.dropFirst().dropLast()), under: place)
                : literalNode(String(segment), under: place)
        }
        precondition(
            !nodes[place].targets.contains { $0.method == method }, "\(method.name) \(path) leads to two places")
        nodes[place].targets.append((method, target))
    }

    private mutating func literalNode(_ segment: String, under place: Int) -> Int {
        if let known = nodes[place].literals.first(where: { $0.segment == segment }) { return known.node }
        nodes.append(Node())
        nodes[place].literals.append((segment, nodes.count - 1))
        return nodes.count - 1
    }

    private mutating func parameterNode(named name: String, under place: Int) -> Int {
        if let known = nodes[place].parameter {
            precondition(known.name == name, "one place in a path has two names: \(known.name) and \(name)")
            return known.node
        }
        nodes.append(Node())
        nodes[place].parameter = (name, nodes.count - 1)
        return nodes.count - 1
    }

    /// Looks up a path without its query. HEAD leads where GET does.
    package func match(_ method: Method, _ path: Substring) -> Match {
        guard path.utf8.first == UInt8(ascii: "/") else { return .unknown }
        // The root itself has no segment.
        if path.utf8.count == 1 { return match(method == .head ? .get : method, in: nodes[0], []) }
        var place = 0
        var parameters: [Parameter] = []
        for segment in path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if let literal = nodes[place].literals.first(where: { $0.segment.utf8.elementsEqual(segment) }) {
                place = literal.node
            } else if let parameter = nodes[place].parameter, !segment.isEmpty {
                let text = String(decoding: segment, as: UTF8.self)
                parameters.append(Parameter(name: parameter.name, value: PercentCoding.decoded(text) ?? text))
                place = parameter.node
            } else {
                return .unknown
            }
        }
        return match(method == .head ? .get : method, in: nodes[place], parameters)
    }

    private func match(_ method: Method, in node: Node, _ parameters: [Parameter]) -> Match {
        guard !node.targets.isEmpty else { return .unknown }
        guard let target = node.targets.first(where: { $0.method == method })?.target else {
            return .wrongMethod(allowed: node.targets.map(\.method))
        }
        return .found(target, parameters)
    }
}
