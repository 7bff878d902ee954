package import OutletContract

/// How often a client may make requests.
package struct RequestLimits: Hashable, Sendable, Codable {
    package var requestsPerMinute = Limits.requestsPerMinute
    package var requestsPerHour = Limits.requestsPerHour
    package var checkoutsPerHour = Limits.checkoutsPerHour
    package var codeEvery = Limits.codeEvery
    package var codeAttempts = Limits.codeAttempts

    package init() {}
}
