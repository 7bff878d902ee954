import Foundation
import GPUOutletMock
import Testing
import XCTest

/// Tests that fail on purpose, in both frameworks. They run only in the processes that `ShownAtTheLineTests` starts,
/// which looks for each `shown:` mark's line in what they print.
enum OnPurpose {
    static let variable = "GPUOUTLET_SAMPLE_FAIL"
    static let isWanted = ProcessInfo.processInfo.environment[variable] != nil
}

@Suite(.enabled(if: OnPurpose.isWanted))
struct FailingTests {
    @Test func unmet() throws {
        let mock = try MockServer.start()
        #expect(mock.unmet(.calls("createRental", times: 2)) == nil)  // shown: unmet
    }

    @Test func missing() async throws {
        let mock = try MockServer.start()
        let missing = await mock.missing("createRental", within: .milliseconds(1))
        #expect(missing == nil)  // shown: missing
    }

    @Test func verify() throws {
        let mock = try MockServer.start()
        try mock.verify(.calls("createRental", times: 2))  // shown: verify
    }

    @Test func inject() throws {
        let mock = try MockServer.start()
        try mock.inject("provider_pool_emty", on: "createRental")  // shown: inject
    }
}

final class FailingXCTests: XCTestCase {
    override func setUpWithError() throws {
        try XCTSkipUnless(OnPurpose.isWanted, "fails on purpose; ShownAtTheLineTests runs it")
    }

    func testUnmet() throws {
        let mock = try MockServer.start()
        XCTAssertNil(mock.unmet(.calls("createRental", times: 2)))  // shown: XCTest unmet
    }

    func testMissing() async throws {
        let mock = try MockServer.start()
        let missing = await mock.missing("createRental", within: .milliseconds(1))
        XCTAssertNil(missing)  // shown: XCTest missing
    }

    func testVerify() throws {
        let mock = try MockServer.start()
        try mock.verify(.calls("createRental", times: 2))  // shown: XCTest verify
    }

    func testInject() throws {
        let mock = try MockServer.start()
        try mock.inject("provider_pool_emty", on: "createRental")  // shown: XCTest inject
    }
}
