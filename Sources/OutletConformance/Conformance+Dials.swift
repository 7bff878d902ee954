import OutletContract
import OutletWire

/// What depends on the server's condition: billing switched off, an empty pool, maintenance. Only this double can be
/// put into each.
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

    /// Checks that the budget allows its exact number of requests. Needs a clock that stands still and the suite's own
    /// session.
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

    /// Checks the budget of ten checkouts an hour, after an hour without any.
    private mutating func askCheckoutBudget() {
        guard advance(seconds: 3601) else { return }
        let question = Question(.checkout, body: ["amountCents": 100])
        for _ in 1...Limits.checkoutsPerHour { answer(to: question) }
        refusal(.rateLimited, of: question)
    }
}
