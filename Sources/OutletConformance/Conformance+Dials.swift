import OutletContract
import OutletWire

/// What comes from the server's own condition: billing switched off, an empty pool, maintenance. This double can be put
/// into each.
extension Conformance {
    mutating func askDials() {
        guard mayWrite, isDouble else { return }
        if isOwnSession, turn(["billing": "disabled"]) {
            for operation in [Operation.checkout, .setupIntent, .deleteCard, .setAutoTopup] {
                refusal(.billingDisabled, of: Question.aboutNothing(operation))
            }
            _ = turn(["billing": "enabled"])
        }
        askEmptyPool()
        if turn(["maintenance": ["retryAfter": 7]]) {
            for operation in Operation.allCases {
                refusal(.maintenance, of: Question.aboutNothing(operation), isCounted: false)
            }
            _ = turn(["maintenance": false])
        }
    }

    private mutating func askEmptyPool() {
        guard isOwnSession, let listing = catalogue.first, let family = listing["family"]?.string,
            turn(["stock": .object([family: 0])])
        else { return }
        for operation in [Operation.previewRental, .createRental] {
            refusal(.providerPoolEmpty, of: Question(operation, body: pod(listing)))
        }
        let left = answer(to: Question(.listListings, query: [("pageSize", "200")]))?["listings"]?.array ?? []
        expect(
            !left.contains { $0["family"] == .string(family) }, "What is out of stock is not listed", "no \(family)",
            "it is listed")
    }

    /// The budget is used up, and not one request sooner or later. The clock has to stand still meanwhile, and the
    /// session be the suite's own.
    mutating func askBudget() {
        guard mayWrite, isOwnSession else {
            report.omit("rate_limited: the session's budget is not the suite's to use up")
            return
        }
        askCheckoutBudget()
        guard clockStandsStill() else { return }
        _ = advance(seconds: 61)
        for _ in 1...Limits.requestsPerMinute { answer(to: Question(.me)) }
        refusal(.rateLimited, of: Question(.me), isCounted: false)
        _ = advance(seconds: 61)
        answer(to: Question(.me))
    }

    /// Ten checkouts an hour; an hour after the last one it begins anew.
    private mutating func askCheckoutBudget() {
        guard advance(seconds: 3601) else { return }
        let question = Question(.checkout, body: ["amountCents": 100])
        for _ in 1...Limits.checkoutsPerHour { answer(to: question) }
        refusal(.rateLimited, of: question)
    }
}
