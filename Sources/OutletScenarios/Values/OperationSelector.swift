package import OutletContract
import OutletWire

/// One word of `on`: which operations it means.
package enum OperationSelector: Hashable, Sendable {
    case operation(Operation)
    case group(Operation.Group)
    case all

    /// Reads an operation id, a group, `*`, or a method with a path of the contract (`POST /v1/rentals`).
    package init?(_ word: String) {
        if word == "*" {
            self = .all
        } else if let operation = Operation(rawValue: word) {
            self = .operation(operation)
        } else if let group = Operation.Group(rawValue: word) {
            self = .group(group)
        } else if let operation = Operation.allCases.first(where: { $0.routeNames.contains(word) }) {
            self = .operation(operation)
        } else {
            return nil
        }
    }

    package var operations: [Operation] {
        switch self {
        case .operation(let operation): [operation]
        case .group(let group): Operation.allCases.filter { $0.group == group }
        case .all: Operation.allCases
        }
    }

    /// The shortest word that means the same.
    package var word: String {
        switch self {
        case .operation(let operation): operation.wireName
        case .group(let group): group.rawValue
        case .all: "*"
        }
    }

    /// Every word that `init` reads.
    package static let words =
        ["*"] + Operation.Group.allCases.map(\.rawValue) + Operation.allCases.map(\.wireName)
        + Operation.allCases.flatMap(\.routeNames)
}

extension Operation {
    /// `POST /v1/rentals`, and the same for every alias.
    fileprivate var routeNames: [String] { ([path] + row.aliases).map { "\(method.name) \($0)" } }
}
