import OutletContract
import OutletWire

/// The proxy's whole repertoire.
extension Mutation {
    static let all = statuses + codes + shapes + headers + limits + money + lists + behaviour

    /// Each operation's good answer has another status, and so does each refusal.
    private static let statuses =
        Operation.allCases.map {
            status($0.row.successStatus, $0.row.successStatus + 1, of: $0)
        }
        + [400, 401, 403, 404, 405, 409, 429, 503].map { status($0, $0 + 10) }

    /// Each code that the suite brings about is another.
    private static let codes = ErrorCode.allCases.filter { ![.internalError, .providerError].contains($0) }.map {
        code in
        body("\(code.wireName) is called internal_error", of: nil, status: code.status) { body in
            body["error"] == .string(code.wireName)
                ? body.changing(["error"], { _ in .string(ErrorCode.internalError.wireName) }) ?? body : body
        }
    }

    /// Of each answer's fields one is renamed, one mistyped and one made up; and refusals lose their parts.
    private static let shapes =
        answering.flatMap { operation, fields in
            [
                body("\(operation.wireName): \(fields[0].name) is renamed", of: operation) {
                    $0.renaming(fields[0].name, to: fields[0].name + "Old")
                },
                value(operation, fields[fields.count - 1].name, "is of another kind") { value in
                    value == .null ? nil : [value]
                },
                body("\(operation.wireName): has a field more", of: operation) { body in
                    .object(JSONObject((body.object?.members ?? []) + [("surprise", 1)]))
                },
            ]
        } + [
            value(.listListings, "listings.*.vramGb", "is text") { .string($0.text) },
            value(.listListings, "listings.3.providerCode", "is unheard of") { _ in "acme" },
            value(.listListings, "listings.5.interconnect", "is missing") { _ in nil },
            value(.listRentals, "rentals.0.startedAt", "has milliseconds") { _ in "2026-06-07T08:00:00.000Z" },
            value(.getRental, "id", "has another prefix") { _ in "rental_01JX4V7XG0000000000000000" },
            value(.ledger, "entries.0.id", "is too short") { _ in "led_1" },
            value(.balance, "updatedAt", "has an offset") { _ in "2026-06-07T08:00:00+00:00" },
            value(.createKey, "createdAt", "is a number") { _ in 1_780_819_200 },
            value(.me, "user.email", "is missing") { _ in nil },
            value(.listInvoices, "data.0.lineItems", "is null") { _ in .null },
            value(.checkout, "sessionId", "is not Stripe's") { _ in "session 1" },
            value(.facets, "priceRange.minCents", "is dollars") { _ in .decimal("0.32") },
            body("refusals have no message", of: nil, status: 404) { $0.changing(["message"], { _ in nil }) ?? $0 },
            body("refusals have no details", of: nil, status: 400) { $0.changing(["details"], { _ in nil }) ?? $0 },
            body("details name nothing", of: nil, status: 400) { $0.changing(["details"], { _ in [:] }) ?? $0 },
            body("refusals have a code more", of: nil, status: 401) {
                .object(JSONObject([("error", $0["error"] ?? 1), ("message", "m"), ("code", 7)]))
            },
        ]

    private static var answering: [(Operation, [Field])] {
        Operation.allCases.compactMap { operation in
            guard let fields = operation.answerShape?.fields.filter({ !$0.isOptional }), !fields.isEmpty else {
                return nil
            }
            return (operation, fields)
        }
    }

    private static let headers = [
        header("X-Request-Id", "is missing") { _ in nil },
        header("X-Request-Id", "is the server's own") { _ in "req_1" },
        header("Content-Type", "is text") { _ in "text/html" },
        header("Content-Type", "is missing", of: .balance) { _ in nil },
        header("X-RateLimit-Limit", "is missing") { _ in nil },
        header("X-RateLimit-Reset", "is missing", of: .facets) { _ in nil },
        header("X-RateLimit-Remaining", "is one more") { Int($0).map { String($0 + 1) } },
        header("X-RateLimit-Remaining", "stands still") { _ in "99" },
        header("X-RateLimit-Limit", "is one more") { Int($0).map { String($0 + 1) } },
        header("Retry-After", "is missing") { _ in nil },
        header("Retry-After", "is a date") { _ in "Sun, 07 Jun 2026 08:00:00 GMT" },
        header("Retry-After", "is nothing") { _ in "0" },
        header("Allow", "is missing") { _ in nil },
        header("Allow", "names another method") { _ in "TRACE" },
        header("Location", "is missing", of: .oauthStart) { _ in nil },
        header("Location", "is another", of: .oauthCallback) { _ in "/app" },
        header("Set-Cookie", "is missing") { _ in nil },
        header("Set-Cookie", "is missing", of: .ledger) { _ in nil },
        header("Set-Cookie", "lives a second less") { $0.replacing("Max-Age=2592000", with: "Max-Age=2591999") },
        header("Set-Cookie", "is open to scripts") { $0.replacing("HttpOnly; ", with: "") },
        header("Set-Cookie", "goes to other sites") { $0.replacing("SameSite=Lax", with: "SameSite=None") },
        header("Set-Cookie", "stays after logout", of: .logout) { $0.replacing("Max-Age=0", with: "Max-Age=2592000") },
        header("Access-Control-Allow-Origin", "is anybody") { _ in "*" },
        header("Access-Control-Allow-Credentials", "is missing") { _ in nil },
        header("Access-Control-Expose-Headers", "forgets Retry-After") { $0.replacing("Retry-After, ", with: "") },
    ]

    /// Every bound is off by one.
    private static let limits = [
        dial("101 requests a minute", ["limits": ["requestsPerMinute": 101]]),
        dial("99 requests a minute", ["limits": ["requestsPerMinute": 99]]),
        dial("11 checkouts an hour", ["limits": ["checkoutsPerHour": 11]]),
        dial("9 checkouts an hour", ["limits": ["checkoutsPerHour": 9]]),
        dial("a code every 29 seconds", ["limits": ["codeEvery": "29s"]]),
        dial("a code every 31 seconds", ["limits": ["codeEvery": "31s"]]),
        dial("4 guesses at a code", ["limits": ["codeAttempts": 4]]),
        dial("6 guesses at a code", ["limits": ["codeAttempts": 6]]),
        dial("ready after 44 seconds", ["provisioning": ["takes": "44s"]]),
        dial("ready after 46 seconds", ["provisioning": ["takes": "46s"]]),
        question("pages of 201", of: .listListings, "pageSize=201", "pageSize=200"),
        question("pages of 0", of: .ledger, "pageSize=0", "pageSize=1"),
        question("pages of 199 at most", of: .listRentals, "pageSize=200", "pageSize=201"),
        question("201 invoices", of: .listInvoices, "limit=201", "limit=200"),
        question("top-ups of 99 cents", of: .checkout, "\"amountCents\":99}", "\"amountCents\":100}"),
        question("top-ups of $5,000.01", of: .checkout, "\"amountCents\":500001}", "\"amountCents\":500000}"),
        question("top-ups of $1.01 at least", of: .checkout, "\"amountCents\":100}", "\"amountCents\":99}"),
        question("names of 65 characters", of: .createKey, String(repeating: "x", count: 65), "x"),
        question(
            "names of 63 characters at most", of: .createKey, String(repeating: "k", count: 64),
            String(repeating: "k", count: 65)),
        question("three GPUs", of: .previewRental, "\"gpuCount\":3", "\"gpuCount\":2"),
        question("720.5 hours", of: .createRental, "720.5", "720"),
        question("719 hours at most", of: .createRental, "\"autoStopAfterHours\":720}", "\"autoStopAfterHours\":721}"),
        question("auto top-up at 99 cents", of: .setAutoTopup, "\"thresholdCents\":99,", "\"thresholdCents\":100,"),
        question("auto top-up of $5,000.01", of: .setAutoTopup, "500001", "500000"),
    ]
}
