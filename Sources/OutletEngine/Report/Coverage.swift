package import OutletContract

/// Which of the documented errors a client has met. Each of an operation's own codes is a cell; a common code is one
/// cell whichever operation sends it.
package struct Coverage: Hashable, Sendable {
    package struct Cell: Hashable, Sendable {
        /// Nil for a code that many operations share.
        package var operation: Operation?
        package var error: ErrorCode
        /// How often the world itself caused it.
        package var natural = 0
        /// How often a fault injected it.
        package var injected = 0

        package var isMet: Bool { natural > 0 || injected > 0 }
    }

    /// Always the same cells in the same order.
    package private(set) var cells: [Cell]

    /// Nothing met yet.
    package init() {
        cells = Coverage.emptyCells
    }

    package init(_ tally: Tally) {
        self.init()
        for (key, count) in tally.counts {
            guard let operation = key.operation, key.status != nil,
                case .api(let code)? = key.error
            else { continue }
            let isInjected = key.origin == .injected
            add(natural: isInjected ? 0 : count, injected: isInjected ? count : 0, to: code, of: operation)
        }
    }

    package var total: Int { cells.count }
    package var met: Int { cells.reduce(0) { $1.isMet ? $0 + 1 : $0 } }
    /// Whole percent, rounded down, so that 100 means all.
    package var percent: Int { met * 100 / total }

    package mutating func add(_ other: Coverage) {
        for cellIndex in cells.indices {
            cells[cellIndex].add(natural: other.cells[cellIndex].natural, injected: other.cells[cellIndex].injected)
        }
    }

    /// Ignores a code that the operation cannot send: it was forced and covers nothing.
    mutating func add(natural: Int, injected: Int, to code: ErrorCode, of operation: Operation?) {
        guard let cellIndex = Coverage.cellIndices[CellKey(operation: operation, code: code)] else { return }
        cells[cellIndex].add(natural: natural, injected: injected)
    }

    private struct CellKey: Hashable {
        var operation: Operation?
        var code: ErrorCode
    }

    private static let emptyCells: [Cell] = {
        let own = Operation.allCases.flatMap { operation in
            operation.row.ownErrors.map { Cell(operation: operation, error: $0) }
        }
        return own + ErrorCode.allCases.filter(isCommon).map { Cell(operation: nil, error: $0) }
    }()

    private static func isCommon(_ code: ErrorCode) -> Bool {
        Operation.allCases.contains { $0.commonErrors.contains(code) }
    }

    /// Maps a common code to its one cell from every operation that can send it.
    private static let cellIndices: [CellKey: Int] = {
        var cellIndices: [CellKey: Int] = [:]
        for (index, cell) in emptyCells.enumerated() {
            cellIndices[CellKey(operation: cell.operation, code: cell.error)] = index
            guard cell.operation == nil else { continue }
            for operation in Operation.allCases where operation.commonErrors.contains(cell.error) {
                cellIndices[CellKey(operation: operation, code: cell.error)] = index
            }
        }
        return cellIndices
    }()
}

extension Coverage.Cell {
    /// Saturates: extreme counts from other servers must not trap when reports are joined.
    fileprivate mutating func add(natural more: Int, injected others: Int) {
        natural = natural.saturatingSum(more)
        injected = injected.saturatingSum(others)
    }
}

extension [Coverage.Cell] {
    /// One row for each operation, in order.
    var byOperation: [(operation: Operation?, cells: [Coverage.Cell])] {
        reduce(into: []) { rows, cell in
            if let last = rows.last, last.operation == cell.operation {
                rows[rows.count - 1].cells.append(cell)
            } else {
                rows.append((cell.operation, [cell]))
            }
        }
    }
}
