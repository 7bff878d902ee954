import GPUOutletClient
import GPUOutletMock
import XCTest

/// The same in XCTest: a server for each test, and failures at the line of the assertion.
final class SessionXCTests: XCTestCase {
    func testAnExpiredSessionIsToldAndNotTriedAgain() async throws {
        let mock = try MockServer.start(isClockVirtual: true)
        let client = GPUOutletClient(baseURL: mock.apiURL, cookie: "sid=dev") { try mock.advance(by: $0) }
        let before = try await client.availableCents()
        XCTAssertEqual(before, 10_000)

        try mock.advance(by: .seconds(31 * 86_400))
        do {
            _ = try await client.availableCents()
            XCTFail("the session has expired")
        } catch let error as APIError {
            XCTAssertEqual(error.code, "unauthorized")
        }
        XCTAssertNil(mock.unmet(.calls("balance", times: 2), .calls("balance", times: 1, status: 401)))
    }
}
