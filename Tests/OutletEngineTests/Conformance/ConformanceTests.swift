import OutletContract
import OutletWire
import Testing

@testable import OutletEngine

@Suite("The contract's own suite")
struct ConformanceTests {
    @Test("this double conforms")
    func conforms() {
        let report = Conformance.run(.ours, against: ServerUnderTest().server)
        #expect(!report.hasDrifted, Comment(rawValue: report.text))
    }
}
