internal import OutletWire

/// What does not hold, or could not be done, told for the person who reads a failed test.
///
/// A call that throws it names the caller's line in the text, since test frameworks report a thrown error at the test
/// as a whole. A call that returns it leaves the line to the framework, which shows both:
///
///     #expect(mock.unmet() == nil)       // Swift Testing
///     XCTAssertNil(mock.unmet())         // XCTest
public struct MockFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was expected, what came, and what came closest; over several lines where there is more than one.
    public let message: String
    /// The control plane's word for it: `verify_failed`, `wait_timed_out`, `validation_failed`, …
    public let code: String
    /// Where it was thrown to, as `Module/File.swift:31`; nil where it was returned.
    public let place: String?

    /// The message, behind the place if there is one.
    public var description: String { place.map { "\($0): \(message)" } ?? message }

    init(_ message: String, code: String, place: String? = nil) {
        self.message = message
        self.code = code
        self.place = place
    }

    /// What an answer of the control plane says, with each field at fault.
    init(_ response: Response, place: String? = nil) {
        let document = try? JSON.parse(response.body)
        let message = document?["message"]?.string ?? String(decoding: response.body, as: UTF8.self)
        let details = document?["details"]?.object?.members.map { "; \($0): \($1.string ?? "")" } ?? []
        self.init(message + details.joined(), code: document?["error"]?.string ?? "\(response.status)", place: place)
    }

    /// The same, thrown to a caller.
    func thrown(to place: String) -> MockFailure { MockFailure(message, code: code, place: place) }
}
