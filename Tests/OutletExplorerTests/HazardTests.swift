import OutletContract
import OutletExplorer
import OutletScenarios
import OutletWire
import Testing

@Suite struct HazardTests {
    @Test(
        "Every hazard that reaches an operation is a fault that the scenario reader takes",
        arguments: Operation.allCases)
    func readable(operation: Operation) throws {
        for hazard in Hazard.reaching(operation) {
            let fault = hazard.fault(at: Point(operation, 3), id: "one", retryAfterSeconds: 1)
            let read = try Fault.read(Array(fault.text.utf8))
            #expect(read.operations == [operation], "\(hazard.name)")
        }
    }

    @Test("Hazards have names of their own, and each reaches some operation")
    func names() {
        #expect(Set(Hazard.all.map(\.name)).count == Hazard.all.count)
        for hazard in Hazard.all { #expect(Operation.allCases.contains { hazard.reaches($0) }, "\(hazard.name)") }
    }

    @Test("An error that says to repeat is tried wherever an operation can send it, and no other is")
    func errors() {
        #expect(Hazard.reaching(.createRental).contains(.error(.providerPoolEmpty)))
        #expect(!Hazard.reaching(.balance).contains(.error(.providerPoolEmpty)))
        #expect(!Hazard.all.contains(.error(.validationFailed)))
    }
}
