package import OutletWire

/// The operation that a request matches, and the value of each `{parameter}`.
package struct Route: Hashable, Sendable {
    package typealias Parameter = RouteTable<Operation>.Parameter

    package var operation: Operation
    package var parameters: [Parameter]

    package init(_ operation: Operation, _ parameters: [Parameter] = []) {
        self.operation = operation
        self.parameters = parameters
    }

    package subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// Looks up a path without its query (`/v1/rentals/rent_1`).
    package static func match(_ method: Method, _ path: String) -> RouteTable<Operation>.Match {
        table.match(method, path)
    }

    private static let table = {
        var table = RouteTable<Operation>()
        for operation in Operation.allCases {
            for path in [operation.path] + operation.row.aliases {
                table.add(operation, operation.method, at: path)
            }
        }
        return table
    }()
}
