// swift-format-ignore-file
// Made from the contract's tables by `REWRITE_DOCUMENTS=1 swift test --filter PublicNameTests`.

extension MockErrorCode {
    /// 400: the address is not user@host.tld.
    public static let invalidEmail = MockErrorCode(rawValue: "invalid_email")
    /// 400: a top-up outside $1–$5,000 (100–500000 cents).
    public static let invalidAmount = MockErrorCode(rawValue: "invalid_amount")
    /// 400: an RSA key below 2048 bits, or any DSA key.
    public static let weakKey = MockErrorCode(rawValue: "weak_key")
    /// 400: a key of the same fingerprint is already on this user's file.
    public static let duplicateKey = MockErrorCode(rawValue: "duplicate_key")
    /// 400: the GPU count is not 1, 2, 4 or 8.
    public static let invalidCount = MockErrorCode(rawValue: "invalid_count")
    /// 400: no provider has exactly this spec now.
    public static let modelUnavailable = MockErrorCode(rawValue: "model_unavailable")
    /// 400: Stripe is not configured (mock mode).
    public static let billingDisabled = MockErrorCode(rawValue: "billing_disabled")
    /// 400: a generic schema failure; details has the specifics.
    public static let validationFailed = MockErrorCode(rawValue: "validation_failed")
    /// 400: a Stripe webhook is unsigned or wrongly signed.
    public static let invalidSignature = MockErrorCode(rawValue: "invalid_signature")
    /// 401: there is no session cookie, or it has expired.
    public static let unauthorized = MockErrorCode(rawValue: "unauthorized")
    /// 401: the one-time code is wrong.
    public static let codeInvalid = MockErrorCode(rawValue: "code_invalid")
    /// 401: the one-time code is older than 10 minutes.
    public static let codeExpired = MockErrorCode(rawValue: "code_expired")
    /// 401: the callback's state is not the one issued.
    public static let oauthStateMismatch = MockErrorCode(rawValue: "oauth_state_mismatch")
    /// 403: signed in, but not allowed; or the Origin is not allowed.
    public static let forbidden = MockErrorCode(rawValue: "forbidden")
    /// 403: the available balance is below the cost of the operation.
    public static let insufficientBalance = MockErrorCode(rawValue: "insufficient_balance")
    /// 404: there is no such path or resource.
    public static let notFound = MockErrorCode(rawValue: "not_found")
    /// 404: no rental of yours has that id.
    public static let rentalNotFound = MockErrorCode(rawValue: "rental_not_found")
    /// 404: no key of yours has that id.
    public static let keyNotFound = MockErrorCode(rawValue: "key_not_found")
    /// 409: the rental is already stopping, stopped or failed.
    public static let alreadyStopped = MockErrorCode(rawValue: "already_stopped")
    /// 409: a card is added while one exists.
    public static let cardAlreadyOnFile = MockErrorCode(rawValue: "card_already_on_file")
    /// 429: over the request budget.
    public static let rateLimited = MockErrorCode(rawValue: "rate_limited")
    /// 429: more than one code request per 30 s for one email.
    public static let codeRequestRateLimited = MockErrorCode(rawValue: "code_request_rate_limited")
    /// 500: unforeseen; clients retry once.
    public static let internalError = MockErrorCode(rawValue: "internal_error")
    /// 500: the upstream provider failed; usually transient.
    public static let providerError = MockErrorCode(rawValue: "provider_error")
    /// 503: no provider has this GPU now.
    public static let providerPoolEmpty = MockErrorCode(rawValue: "provider_pool_empty")
    /// 503: planned maintenance.
    public static let maintenance = MockErrorCode(rawValue: "maintenance")
}
