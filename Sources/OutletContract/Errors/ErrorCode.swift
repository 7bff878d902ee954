import OutletWire

/// The API's error codes, with one catalogue row for each: the single table behind every refusal, every injected error,
/// the scenario reader's vocabulary and the documents.
///
/// Source: the API's errors page; `invalid_signature` comes from its webhook page.
package enum ErrorCode: String, CaseIterable, Hashable, Sendable {
    case invalidEmail = "invalid_email"
    case invalidAmount = "invalid_amount"
    case weakKey = "weak_key"
    case duplicateKey = "duplicate_key"
    case invalidCount = "invalid_count"
    case modelUnavailable = "model_unavailable"
    case billingDisabled = "billing_disabled"
    case validationFailed = "validation_failed"
    case invalidSignature = "invalid_signature"
    case unauthorized = "unauthorized"
    case codeInvalid = "code_invalid"
    case codeExpired = "code_expired"
    case oauthStateMismatch = "oauth_state_mismatch"
    case forbidden = "forbidden"
    case insufficientBalance = "insufficient_balance"
    case notFound = "not_found"
    case rentalNotFound = "rental_not_found"
    case keyNotFound = "key_not_found"
    case alreadyStopped = "already_stopped"
    case cardAlreadyOnFile = "card_already_on_file"
    case rateLimited = "rate_limited"
    case codeRequestRateLimited = "code_request_rate_limited"
    case internalError = "internal_error"
    case providerError = "provider_error"
    case providerPoolEmpty = "provider_pool_empty"
    case maintenance = "maintenance"

    /// What the errors page tells a client to do; the report measures clients against it.
    package enum Advice: String, Sendable {
        case waitAsTold = "wait for Retry-After, then repeat"
        case retryOnce = "repeat once"
        case retry = "repeat; usually transient"
        case waitOrChangeFamily = "wait 30 s, or change the family"
        case waitOrChangeSpec = "wait, or change the spec"
        case topUp = "top up, then repeat"
        case final = "do not repeat unchanged"
    }

    package struct Row: Sendable {
        package var status: Int
        package var message: String
        package var when: String
        package var advice: Advice
        /// The code's default `Retry-After`; nil if it has none.
        package var retryAfterSeconds: Int?
    }

    package var wireName: String { rawValue }
    package var status: Int { row.status }

    /// The code's message, with the wait if the API names it.
    package func message(retryAfterSeconds: Int?) -> String {
        switch (self, retryAfterSeconds) {
        case (.rateLimited, let seconds?): "Too many requests. Retry after \(Counted(seconds, "second"))."
        default: row.message
        }
    }

    /// The message for a number outside this range, if the code's own message names a range; otherwise nil.
    func message(ofRange range: ClosedRange<Int>) -> String? {
        self == .invalidAmount ? ErrorCode.amountMessage(range) : nil
    }

    private static func amountMessage(_ cents: ClosedRange<Int>) -> String {
        "Amount must be between \(Cents(cents.lowerBound).roundDollars) and \(Cents(cents.upperBound).roundDollars)"
    }

    package var row: Row {
        switch self {
        case .invalidEmail:
            Row(400, "That is not a valid email address", "the address is not user@host.tld")
        case .invalidAmount:
            Row(400, ErrorCode.amountMessage(Limits.topUpCents), "a top-up outside $1–$5,000 (100–500000 cents)")
        case .weakKey:
            Row(400, "That SSH key is too weak", "an RSA key below 2048 bits, or any DSA key")
        case .duplicateKey:
            Row(400, "That SSH key is already on file", "a key of the same fingerprint is already on this user's file")
        case .invalidCount:
            Row(400, "GPU count must be 1, 2, 4 or 8", "the GPU count is not 1, 2, 4 or 8")
        case .modelUnavailable:
            Row(
                400, "No provider offers exactly this configuration right now", "no provider has exactly this spec now",
                .waitOrChangeSpec)
        case .billingDisabled:
            Row(400, "Billing is not enabled", "Stripe is not configured (mock mode)")
        case .validationFailed:
            Row(400, "The request is not valid", "a generic schema failure; details has the specifics")
        case .invalidSignature:
            Row(400, "The webhook signature is not valid", "a Stripe webhook is unsigned or wrongly signed")
        case .unauthorized:
            Row(401, "Not signed in", "there is no session cookie, or it has expired")
        case .codeInvalid:
            Row(401, "That code is not right", "the one-time code is wrong")
        case .codeExpired:
            Row(401, "That code has expired", "the one-time code is older than 10 minutes")
        case .oauthStateMismatch:
            Row(401, "The sign-in state does not match", "the callback's state is not the one issued")
        case .forbidden:
            Row(403, "You may not do that", "signed in, but not allowed; or the Origin is not allowed")
        case .insufficientBalance:
            Row(
                403, "The available balance does not cover this",
                "the available balance is below the cost of the operation", .topUp)
        case .notFound:
            Row(404, "Not found", "there is no such path or resource")
        case .rentalNotFound:
            Row(404, "No such rental", "no rental of yours has that id")
        case .keyNotFound:
            Row(404, "No such SSH key", "no key of yours has that id")
        case .alreadyStopped:
            Row(409, "The rental has already stopped", "the rental is already stopping, stopped or failed")
        case .cardAlreadyOnFile:
            Row(409, "A card is already on file", "a card is added while one exists")
        case .rateLimited:
            Row(429, "Too many requests", "over the request budget", .waitAsTold, retryAfterSeconds: 60)
        case .codeRequestRateLimited:
            Row(
                429, "A code was sent a moment ago", "more than one code request per 30 s for one email", .waitAsTold,
                retryAfterSeconds: 30)
        case .internalError:
            Row(500, "Something went wrong on our side", "unforeseen; clients retry once", .retryOnce)
        case .providerError:
            Row(500, "The upstream provider failed", "the upstream provider failed; usually transient", .retry)
        case .providerPoolEmpty:
            Row(
                503, "No provider has this GPU right now", "no provider has this GPU now", .waitOrChangeFamily,
                retryAfterSeconds: 30)
        case .maintenance:
            Row(503, "Down for planned maintenance", "planned maintenance", .waitAsTold, retryAfterSeconds: 120)
        }
    }
}

extension ErrorCode.Row {
    fileprivate init(
        _ status: Int, _ message: String, _ when: String, _ advice: ErrorCode.Advice = .final,
        retryAfterSeconds: Int? = nil
    ) {
        self.init(
            status: status, message: message, when: when, advice: advice, retryAfterSeconds: retryAfterSeconds)
    }
}
