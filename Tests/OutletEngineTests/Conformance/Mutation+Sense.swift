import OutletContract
import OutletWire

/// Answers that have the right shape and say the wrong thing.
extension Mutation {
    static let money = [
        value(.ledger, "entries.1.balanceAfterCents", "is a cent off") { $0.plus(1) },
        value(.ledger, "entries.*.amountCents", "has the other sign") { .integer(-($0.integer ?? 0)) },
        value(.ledger, "entries.1", "is missing") { _ in nil },
        value(.ledger, "balanceCents", "is a cent off") { $0.plus(1) },
        value(.ledger, "entries.0.type", "is a refund") { _ in "refund" },
        value(.ledger, "entries.0.createdAt", "is older than the rest") { _ in "2020-01-01T00:00:00Z" },
        question("the ledger shows all types", of: .ledger, "type=refund", "type=rental_charge"),
        value(.balance, "availableCents", "is a cent off") { $0.plus(1) },
        value(.balance, "reservedCents", "is a cent off") { $0.plus(1) },
        value(.balance, "totalCents", "is a cent off") { $0.plus(1) },
        value(.balance, "openInvoiceCount", "is one more") { $0.plus(1) },
        value(.balance, "openInvoicesCents", "is a cent off") { $0.plus(1) },
        value(.meterRental, "currentChargeCents", "is a cent off") { $0.plus(1) },
        value(.meterRental, "secondsBilled", "is a second off") { $0.plus(1) },
        value(.meterRental, "ratePerHour", "is in cents") { .decimal("\(($0.double ?? 0) * 100)") },
        value(.stopRental, "finalChargedCents", "is a cent off") { $0.plus(1) },
        value(.stopRental, "refundedCents", "is a cent off") { $0.plus(1) },
        value(.getRental, "totalChargedCents", "is a cent off") { $0.plus(1) },
        value(.createRental, "pricePerHourCents", "is a cent off") { $0.plus(1) },
        value(.previewRental, "pricePerHourCents", "is a cent off") { $0.plus(1) },
        value(.listListings, "listings.9.pricePerHourCents", "is a cent off") { $0.plus(1) },
        value(.facets, "priceRange.maxCents", "is a cent off") { $0.plus(1) },
        value(.facets, "models.0.count", "is one more") { $0.plus(1) },
        value(.listInvoices, "data.0.amountCents", "is a cent off") { $0.plus(1) },
    ]

    static let lists = [
        value(.listListings, "nextCursor", "is null on every page") { _ in .null },
        value(.listListings, "listings.0", "is missing") { _ in nil },
        value(.listListings, "listings", "is turned around") { .array(($0.array ?? []).reversed()) },
        value(.listRentals, "rentals", "is turned around") { .array(($0.array ?? []).reversed()) },
        value(.ledger, "nextCursor", "is null on every page") { _ in .null },
        value(.listKeys, "keys", "has one thing twice") { .array(($0.array ?? []) + ($0.array ?? []).prefix(1)) },
        question("cursors are ignored", of: .listListings, "&cursor=", "&unheard="),
        question("the page's size is ignored", of: .listListings, "pageSize=7", "pageSize=50"),
        question("the default page has 51", of: .listListings) { request in
            guard request.target == Operation.listListings.path else { return request }
            return request.retargeted(request.target + "?pageSize=51")
        },
        question("the region is ignored", of: .listListings, "region=eu", "anywhere=eu"),
        question("the price is exclusive", of: .listListings) { $0.withLowerPrice() },
        question("the model is ignored", of: .listListings, "model=", "module="),
        question("the GPUs are at least, not exactly", of: .listListings, "gpuCount=8", "gpuCount=4"),
        question("the status is ignored", of: .listRentals, "status=stopped", "state=stopped"),
        question("the invoice's status is ignored", of: .listInvoices, "status=", "state="),
    ]

    static let behaviour = [
        value(.requestCode, "created", "is turned around") { .bool(!($0.bool ?? false)) },
        value(.verifyCode, "user.email", "is somebody else's") { _ in "eve@example.com" },
        value(.me, "expiresAt", "is a day early") { .string(shifted($0, by: .days(-1))) },
        value(.createKey, "fingerprint", "is another") { .string(String(($0.string ?? "").dropLast()) + "=") },
        value(.createKey, "algorithm", "is another") { _ in "ssh-rsa" },
        value(.createRental, "status", "is running at once") { _ in "running" },
        value(.getRental, "status", "never changes") { _ in "provisioning" },
        value(.getRental, "host", "is null") { _ in .null },
        value(.getRental, "provider", "is another") { $0 == "vast" ? "runpod" : "vast" },
        value(.getRental, "name", "is lost") { _ in .null },
        value(.getRental, "stoppedAt", "is null") { _ in .null },
        value(.stopRental, "status", "is stopped at once") { _ in "stopped" },
        value(.previewRental, "matchedListing.model", "is another") { _ in "B200" },
        value(.getAutoTopup, "enabled", "is turned around") { .bool(!($0.bool ?? false)) },
        value(.getAutoTopup, "topupAmountCents", "is a cent off") { $0.plus(1) },
        value(.setupIntent, "clientSecret", "has no secret") { .string(String(($0.string ?? "").prefix(12))) },
        value(.getInvoice, "dueAt", "is a day late") { .string(shifted($0, by: .days(1))) },
        value(.getInvoice, "voidedAt", "is null") { _ in .null },
        value(.stripeWebhook, "duplicate", "is not said") { _ in nil },
        value(.deleteKey, "ok", "is false") { _ in false },
        value(.stripeWebhook, "received", "is false") { _ in false },
        body("webhooks need no signature", of: .stripeWebhook, status: 400) { body in
            body["error"] == "invalid_signature" ? ["received": true] : body
        },
        question("anybody may ask", of: .facets) { $0.by("dev") },
        question("pages of any origin may write", of: .createKey) { $0.without("Origin") },
        question("bodies may be of any type", of: .checkout) { $0.with("Content-Type", "application/json") },
        question(
            "fields that nobody knows are welcome", of: .previewRental, "\"surprise\":1", "\"templateId\":\"vllm\""),
    ]

    private static func shifted(_ time: JSON, by span: Span) -> String {
        (time.string.flatMap { Instant(iso8601: $0) } ?? Limits.virtualStart + span).advanced(span).iso8601
    }
}

extension Instant {
    fileprivate func advanced(_ span: Span) -> Instant { self + span }
}

extension Span {
    fileprivate static func days(_ n: Int) -> Span { .hours(24 * n) }
}

extension Request {
    fileprivate func retargeted(_ target: String) -> Request {
        Request(method: method, target: target, headers: headerFields, body: body)
    }

    fileprivate func without(_ name: String) -> Request {
        Request(method: method, target: target, headers: headerFields.filter { $0.name != name }, body: body)
    }

    fileprivate func with(_ name: String, _ value: String) -> Request {
        guard hasHeader(name) else { return self }
        let fields = headerFields.filter { $0.name != name } + [HeaderField(name, value)]
        return Request(method: method, target: target, headers: fields, body: body)
    }

    fileprivate func by(_ sid: String) -> Request {
        let fields = headerFields.filter { $0.name != "Cookie" } + [HeaderField("Cookie", "sid=\(sid)")]
        return Request(method: method, target: target, headers: fields, body: body)
    }

    fileprivate func withLowerPrice() -> Request {
        let parts = target.split(separator: "maxPricePerHourCents=")
        guard parts.count == 2, let cents = Int(parts[1].prefix { $0.isNumber }) else { return self }
        let rest = parts[1].drop { $0.isNumber }
        return retargeted("\(parts[0])maxPricePerHourCents=\(cents - 1)\(rest)")
    }
}
