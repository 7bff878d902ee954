// swift-format-ignore-file
// Made from the contract's tables by `REWRITE_DOCUMENTS=1 swift test --filter PublicNameTests`.

extension MockVerdict {
    /// The client comes back no sooner than `Retry-After` said, whether in seconds or as a date.
    public static let honoursRetryAfter = MockVerdict(rawValue: "honours-retry-after")
    /// The client does not repeat a change unchanged after the server refused it for good, as with `validation_failed` or `forbidden`.
    public static let givesUpOnFinal = MockVerdict(rawValue: "gives-up-on-final")
    /// The client tries again after an error that may pass: `internal_error`, `provider_error` or `provider_pool_empty`.
    public static let retriesTransient = MockVerdict(rawValue: "retries-transient")
    /// Where the server does not say how long to wait, the client leaves room between its repeats: never two in a row within 50 ms, and, for a change, neither five in a row at one pace nor four pauses that only shrink.
    public static let backsOff = MockVerdict(rawValue: "backs-off")
    /// The client repeats nothing more than five times.
    public static let boundedRetries = MockVerdict(rawValue: "bounded-retries")
    /// After a lost answer the client looks at the list that would show the effect before it orders the same thing again: the same family and count, the same amount, the same key, under whatever name.
    public static let noDoubleCommit = MockVerdict(rawValue: "no-double-commit")
}
