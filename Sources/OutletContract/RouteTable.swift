import OutletWire

/// The paths of all operations as a tree of segments, built once. A literal segment wins over a parameter, so
/// `/v1/rentals/preview` is never taken for a rental's id.
struct RouteTable: Sendable {
    private struct Node: Sendable {
        var literals: [(segment: String, node: Int)] = []
        var parameter: (name: String, node: Int)?
        var operations: [Operation] = []
    }

    private var nodes = [Node()]

    init(_ operations: [Operation]) {
        for operation in operations {
            for path in [operation.path] + operation.row.aliases {
                add(operation, at: path)
            }
        }
    }

    private mutating func add(_ operation: Operation, at path: String) {
        var place = 0
        for segment in path.split(separator: "/") {
            place =
                segment.first == "{"
                ? parameterNode(named: String(segment.dropFirst().dropLast()), under: place)
                : literalNode(String(segment), under: place)
        }
        precondition(
            !nodes[place].operations.contains { $0.method == operation.method },
            "\(operation.method.name) \(path) leads to two operations")
        nodes[place].operations.append(operation)
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

    func match(_ method: Method, _ path: Substring) -> Route.Match {
        guard path.utf8.first == UInt8(ascii: "/") else { return .unknown }
        var place = 0
        var parameters: [Route.Parameter] = []
        for segment in path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let node = nodes[place]
            if let literal = node.literals.first(where: { $0.segment.utf8.elementsEqual(segment) }) {
                place = literal.node
            } else if let parameter = node.parameter, !segment.isEmpty {
                let text = String(decoding: segment, as: UTF8.self)
                parameters.append(Route.Parameter(name: parameter.name, value: PercentCoding.decoded(text) ?? text))
                place = parameter.node
            } else {
                return .unknown
            }
        }
        let operations = nodes[place].operations
        guard !operations.isEmpty else { return .unknown }
        guard let operation = operations.first(where: { $0.method == method }) else {
            return .wrongMethod(allowed: operations.map(\.method))
        }
        return .found(Route(operation: operation, parameters: parameters))
    }
}
