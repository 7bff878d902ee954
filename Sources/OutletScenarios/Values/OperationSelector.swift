package import OutletContract
import OutletWire

/// One word of `on`, and the operations it means.
package enum OperationSelector: Hashable, Sendable {
    case operation(Operation)
    case group(Operation.Group)
    case all

    /// Reads an operation id, a group, `*`, or a method with a path of the contract (`POST /v1/rentals`).
    package init?(_ word: String) {
        guard let selector = OperationSelector.selectors[word] else { return nil }
        self = selector
    }

    private static let selectors: [String: OperationSelector] = {
        var selectors: [String: OperationSelector] = ["*": .all]
        for group in Operation.Group.allCases { selectors[group.rawValue] = .group(group) }
        for operation in Operation.allCases {
            for name in [operation.wireName] + operation.routeNames { selectors[name] = .operation(operation) }
        }
        return selectors
    }()

    package var operations: [Operation] {
        switch self {
        case .operation(let operation): [operation]
        case .group(let group): Operation.allCases.filter { $0.group == group }
        case .all: Operation.allCases
        }
    }

    /// The shortest word for the selector.
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
