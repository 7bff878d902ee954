import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Coverage")
struct CoverageTests {
    @Test("has a cell for each code of each operation, and one for each code that many share")
    func cells() {
        let coverage = Coverage()
        let own = Operation.allCases.reduce(0) { $0 + $1.row.ownErrors.count }
        #expect(coverage.total == own + 5)
        #expect(
            Set(coverage.cells.map { "\($0.operation?.wireName ?? "*") \($0.error.wireName)" }).count == coverage.total)
        #expect(
            Set(coverage.cells.filter { $0.operation == nil }.map(\.error))
                == [.unauthorized, .rateLimited, .forbidden, .internalError, .maintenance])
        #expect(coverage.percent == 0)
    }

    @Test("is met by every code that an operation can send", arguments: Operation.allCases)
    func indices(operation: Operation) {
        for code in operation.errors {
            var tally = Tally()
            tally.count(.make(1, operation: operation, error: code))
            #expect(Coverage(tally).met == 1, "\(operation) \(code)")
        }
    }

    @Test("tells what had a cause from what was injected")
    func origins() {
        var tally = Tally()
        tally.count(.make(1, error: .insufficientBalance))
        tally.count(.make(2, error: .insufficientBalance))
        tally.count(.make(3, error: .insufficientBalance, origin: .injected))
        let cell = Coverage(tally).cells.first { $0.operation == .createRental && $0.error == .insufficientBalance }
        #expect(cell?.natural == 2 && cell?.injected == 1)
    }

    @Test("counts neither lost answers nor codes that were forced on an operation")
    func uncounted() {
        var tally = Tally()
        tally.count(.make(1, error: .insufficientBalance, ending: .reset))
        tally.count(.make(2, operation: .me, error: .weakKey, origin: .injected))
        tally.count(.make(3, operation: nil, error: .notFound))
        #expect(Coverage(tally).met == 0)
    }

    @Test("is full only when every cell is met")
    func percent() {
        var tally = Tally()
        let cells = Coverage().cells
        for (index, cell) in cells.dropLast().enumerated() {
            tally.count(.make(index + 1, operation: cell.operation ?? .me, error: cell.error))
        }
        // A mutating call for `forbidden`, which `me` cannot send.
        tally.count(.make(cells.count, operation: .logout, error: .forbidden))
        #expect(Coverage(tally).percent == 98)
        tally.count(.make(cells.count + 1, operation: .me, error: .maintenance))
        #expect(Coverage(tally).percent == 100)
    }
}
