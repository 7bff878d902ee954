/// The verdicts on a client, by the names that scenarios and the report use.
package enum VerdictName: String, CaseIterable, Hashable, Sendable {
    case honoursRetryAfter = "honours-retry-after"
    case givesUpOnFinal = "gives-up-on-final"
    case retriesTransient = "retries-transient"
    case backsOff = "backs-off"
    case boundedRetries = "bounded-retries"
    case noDoubleCommit = "no-double-commit"

    /// What a client has to do to pass, as sentences for the reference.
    package var rule: [String] {
        switch self {
        case .honoursRetryAfter:
            [
                "The client comes back no sooner than `Retry-After` said, whether in seconds or as a date.",
                "How far the wait reaches depends on the code: `rate_limited` is about the session, `maintenance` about "
                    + "everything, `provider_pool_empty` about the GPU family, `code_request_rate_limited` about the "
                    + "address, and every other code about its operation.",
            ]
        case .givesUpOnFinal:
            [
                "The client does not repeat a change unchanged after the server refused it for good, as with "
                    + "`validation_failed` or `forbidden`."
            ]
        case .retriesTransient:
            [
                "The client tries again after an error that may pass: `internal_error`, `provider_error` or "
                    + "`provider_pool_empty`."
            ]
        case .backsOff:
            [
                "Where the server does not say how long to wait, the client leaves room between its repeats: never two in "
                    + "a row within 50 ms, and, for a change, neither five in a row at one pace nor four pauses that "
                    + "only shrink.",
                "It takes at least three pauses to judge. The client's own time-out does not count as a pause.",
            ]
        case .boundedRetries: ["The client repeats nothing more than five times."]
        case .noDoubleCommit:
            [
                "After a lost answer the client looks at the list that would show the effect before it orders the same "
                    + "thing again: the same family and count, the same amount, the same key, under whatever name.",
                "Repeating a lost stop is harmless and allowed.",
            ]
        }
    }

    /// What every rule has in common.
    package static let notes = [
        "Reading the same thing at a steady pace of a second or more is polling, which is not a repeat.",
        "Each client is judged by itself. A client is a session, else a connection with its `User-Agent`.",
        "A verdict is `pass`, `fail`, or `not-exercised` where nothing happened that would show it. A scenario that "
            + "expects a verdict fails where it was not exercised.",
    ]
}
