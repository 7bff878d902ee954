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
        /// The path is known, but only with these methods.
        case wrongMethod(allowed: [Method])
        case unknown
    }

    /// A literal segment.
    private struct Literal: Sendable {
        let segment: [UInt8]
        /// Its first eight bytes as a number, a quick test before all bytes are compared.
        let start: UInt64
        let node: Int

        init(_ segment: [UInt8], node: Int) {
            self.segment = segment
            start = segment.withUnsafeBufferPointer(Literal.start)
            self.node = node
        }

        /// The first eight bytes of a segment as one number.
        static func start(of segment: UnsafeBufferPointer<UInt8>) -> UInt64 {
            var start: UInt64 = 0
            for index in 0..<min(8, segment.count) { start = start << 8 | UInt64(segment[index]) }
            return start
        }

        func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
            segment.withUnsafeBufferPointer { $0.isSame(as: other) }
        }
    }

    private struct Node: Sendable {
        var literals: [Literal] = []
        var parameter: (name: String, node: Int)?
        var targets: [(method: Method, target: Target)] = []
    }

    private var nodes = [Node()]

    package init() {}

    package mutating func add(_ target: Target, _ method: Method, at path: String) {
        var node = 0
        for segment in path.split(separator: "/") {
            node =
                segment.first == "{"
                ? parameterNode(named: String(segment.dropFirst().dropLast()), under: node)
                : literalNode(Array(segment.utf8), under: node)
        }
        // Always so: the rows are the contract's own; the first test that routes adds them all.
        precondition(
            !nodes[node].targets.contains { $0.method == method }, "\(method.name) \(path) leads to two places")
        nodes[node].targets.append((method, target))
    }

    private mutating func literalNode(_ segment: [UInt8], under node: Int) -> Int {
        if let known = nodes[node].literals.first(where: { $0.segment == segment }) { return known.node }
        nodes.append(Node())
        nodes[node].literals.append(Literal(segment, node: nodes.count - 1))
        return nodes.count - 1
    }

    private mutating func parameterNode(named name: String, under node: Int) -> Int {
        if let known = nodes[node].parameter {
            // Always so: the rows are the contract's own; the first test that routes adds them all.
            precondition(known.name == name, "one place in a path has two names: \(known.name) and \(name)")
            return known.node
        }
        nodes.append(Node())
        nodes[node].parameter = (name, nodes.count - 1)
        return nodes.count - 1
    }

    /// Looks up a path without its query. HEAD matches what GET does.
    package func match(_ method: Method, _ path: String) -> Match {
        var path = path
        return path.withUTF8 { match(method == .head ? .get : method, $0) }
    }

    /// Matches segment by segment on the bytes; only parameters become text.
    private func match(_ method: Method, _ path: UnsafeBufferPointer<UInt8>) -> Match {
        guard path.first == UInt8(ascii: "/") else { return .unknown }
        // The root itself has no segment.
        if path.count == 1 { return match(method, at: 0, []) }
        var parameters: [Parameter] = []
        let node = nodes.withUnsafeBufferPointer { RouteTable.walk(path, through: $0, &parameters) }
        return node.map { match(method, at: $0, parameters) } ?? .unknown
    }

    /// The node that a path leads to; nil if there is none.
    private static func walk(
        _ path: UnsafeBufferPointer<UInt8>, through nodes: UnsafeBufferPointer<Node>, _ parameters: inout [Parameter]
    ) -> Int? {
        var node = 0
        var start = 1
        while start <= path.count {
            var end = start
            while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
            let segment = UnsafeBufferPointer(rebasing: path[start..<end])
            if let next = literal(segment, under: nodes[node]) {
                node = next
            } else if let parameter = nodes[node].parameter, !segment.isEmpty {
                let text = String(decoding: segment, as: UTF8.self)
                let value = segment.contains(UInt8(ascii: "%")) ? PercentCoding.decoded(text) ?? text : text
                parameters.append(Parameter(name: parameter.name, value: value))
                node = parameter.node
            } else {
                return nil
            }
            start = end + 1
        }
        return node
    }

    private static func literal(_ segment: UnsafeBufferPointer<UInt8>, under node: borrowing Node) -> Int? {
        let start = Literal.start(of: segment)
        for index in node.literals.indices where node.literals[index].start == start {
            if node.literals[index].isSame(as: segment) { return node.literals[index].node }
        }
        return nil
    }

    private func match(_ method: Method, at node: Int, _ parameters: [Parameter]) -> Match {
        let targets = nodes[node].targets
        guard !targets.isEmpty else { return .unknown }
        guard let target = targets.first(where: { $0.method == method })?.target else {
            return .wrongMethod(allowed: targets.map(\.method))
        }
        return .found(target, parameters)
    }
}
