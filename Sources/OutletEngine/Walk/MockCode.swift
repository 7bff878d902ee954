/// The refusals of the double itself. Their codes are not in the API's catalogue, so that misuse of the double is not
/// mistaken for an answer of the API. The body has the API's own shape.
package enum MockCode: String, CaseIterable, Sendable {
    /// A new world would exceed `--max-worlds`.
    case worldLimit = "world_limit"
    /// A new connection would exceed `--max-connections`.
    case connectionLimit = "connection_limit"
    /// The world has reached its maximum number of accounts.
    case accountLimit = "account_limit"
    /// The world's name selects no loaded scenario, or is not a legal name.
    case unknownScenario = "unknown_scenario"
    /// `X-Mock-Fault` cannot be parsed, or asks for something that the operation cannot send.
    case badMockHeader = "bad_mock_header"
    /// An expectation does not hold.
    case verifyFailed = "verify_failed"
    /// What a call waited for did not happen in time.
    case waitTimedOut = "wait_timed_out"
    /// The control plane requires `Authorization: Bearer` with the admin token.
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
