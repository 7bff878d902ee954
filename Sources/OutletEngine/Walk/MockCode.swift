/// The refusals of the double itself. Their codes stand outside the API's catalogue, so that nobody takes a mistake in
/// the use of the double for an answer of the API; the body has the API's own shape.
package enum MockCode: String, CaseIterable, Sendable {
    /// A new world would exceed `--max-worlds`.
    case worldLimit = "world_limit"
    /// There are as many connections as `--max-connections` allows.
    case connectionLimit = "connection_limit"
    /// The world has as many accounts as it keeps.
    case accountLimit = "account_limit"
    /// The world's name names no loaded scenario, or is no world name.
    case unknownScenario = "unknown_scenario"
    /// `X-Mock-Fault` cannot be read, or asks for what the operation cannot send.
    case badMockHeader = "bad_mock_header"
    /// An expectation does not hold.
    case verifyFailed = "verify_failed"
    /// What was waited for did not come in time.
    case waitTimedOut = "wait_timed_out"
    /// The control plane wants `Authorization: Bearer` with the admin token.
    case tokenRequired = "token_required"
    /// The control plane was called by a page of a foreign origin.
    case foreignOrigin = "foreign_origin"

    package var status: Int {
        switch self {
        case .worldLimit, .connectionLimit, .accountLimit: 503
        case .unknownScenario: 404
        case .badMockHeader: 400
        case .verifyFailed: 409
        case .waitTimedOut: 408
        case .tokenRequired: 401
        case .foreignOrigin: 403
        }
    }
}
