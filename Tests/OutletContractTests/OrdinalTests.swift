import OutletContract
import Testing

@Suite("Places in tables")
struct OrdinalTests {
    @Test("an operation's ordinal is its place among all")
    func operations() {
        #expect(Operation.allCases.map(\.ordinal) == Array(Operation.allCases.indices))
    }

    @Test("a code's ordinal is its place among all")
    func codes() {
        #expect(ErrorCode.allCases.map(\.ordinal) == Array(ErrorCode.allCases.indices))
    }
}
