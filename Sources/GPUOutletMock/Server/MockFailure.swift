internal import OutletWire

/// An unmet expectation or a call that failed, described for the person who reads a failed test.
///
/// A call that throws it puts the caller's line in the text, because test frameworks report a thrown error for the
/// whole test. A call that returns it leaves the line to the framework, which shows both:
///
///     #expect(mock.unmet() == nil)       // Swift Testing
///     XCTAssertNil(mock.unmet())         // XCTest
public struct MockFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was expected, what happened and what came closest; several lines if there is more than one failure.
    public let message: String
    /// The control plane's error code: `verify_failed`, `wait_timed_out`, `validation_failed`, …
    public let code: String
    /// The caller's line, as `Module/File.swift:31`, if the failure was thrown; nil if it was returned.
    public let place: String?

    /// The message, preceded by the place if there is one.
    public var description: String { place.map { "\($0): \(message)" } ?? message }

    init(_ message: String, code: String, place: String? = nil) {
        self.message = message
        self.code = code
        self.place = place
    }

    /// Creates a failure from an answer of the control plane, with each invalid field.
    init(_ response: Response, place: String? = nil) {
        let document = try? JSON.parse(response.body)
        let message = document?["message"]?.string ?? String(decoding: response.body, as: UTF8.self)
        let details = document?["details"]?.object?.members.map { "; \($0): \($1.string ?? "")" } ?? []
        self.init(message + details.joined(), code: document?["error"]?.string ?? "\(response.status)", place: place)
    }

    /// Returns this failure with the caller's line.
    func thrown(to place: String) -> MockFailure { MockFailure(message, code: code, place: place) }
}
