package import OutletWire

/// What a path leads to: the operation, and what stood in the place of each `{parameter}`.
package struct Route: Hashable, Sendable {
    package var operation: Operation
    package var parameters: [Parameter]

    package struct Parameter: Hashable, Sendable {
        package var name: String
        package var value: String
    }

    package subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    package enum Match: Hashable, Sendable {
        case found(Route)
        /// The path is known, and these methods with it, but not this one.
        case wrongMethod(allowed: [Method])
        case unknown
    }

    /// Looks up a path without query (`/v1/rentals/rent_1`). HEAD leads where GET does.
    package static func match(_ method: Method, _ path: Substring) -> Match {
        table.match(method == .head ? .get : method, path)
    }

    private static let table = RouteTable(Operation.allCases)
}
