import OutletContract
import OutletScenarios
import OutletWire

@testable import OutletEngine

extension VerdictCase {
    static let retryAfter: [VerdictCase] = [
        VerdictCase(
            .honoursRetryAfter, "waits as told", .pass, evidence: [1, 2],
            [.make(1, error: .providerPoolEmpty, retryAfter: 30), .make(2, seconds: 30)]),
        VerdictCase(
            .honoursRetryAfter, "comes back a second early", .fail, evidence: [1, 2],
            [.make(1, error: .providerPoolEmpty, retryAfter: 30), .make(2, seconds: 29)]),
        VerdictCase(
            .honoursRetryAfter, "comes back early, then in time", .fail, evidence: [1, 2],
            [.make(1, error: .rateLimited, retryAfter: 30), .make(2, seconds: 5), .make(3, seconds: 31)]),
        VerdictCase(
            .honoursRetryAfter, "never comes back", .notExercised, evidence: [],
            [.make(1, error: .providerPoolEmpty, retryAfter: 30)]),
        VerdictCase(
            .honoursRetryAfter, "counts from the end of a slow refusal", .fail,
            [
                .make(1, error: .providerPoolEmpty, retryAfter: 30, delay: .seconds(10)),
                .make(2, seconds: 39),
            ]),
        VerdictCase(
            .honoursRetryAfter, "waits as told after a slow refusal", .pass,
            [
                .make(1, error: .providerPoolEmpty, retryAfter: 30, delay: .seconds(10)),
                .make(2, seconds: 40),
            ]),
        VerdictCase(
            .honoursRetryAfter, "on a clock of sixty times the speed waits half a real second of thirty", .pass,
            [
                .make(1, error: .rateLimited, retryAfter: 30, liveSpeed: 60),
                .make(2, seconds: 30, liveSpeed: 60),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a timer that fires a tick early is no rudeness", .pass,
            [
                .make(1, error: .rateLimited, retryAfter: 30, liveSpeed: 1),
                .make(2, seconds: 29.995, liveSpeed: 1),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a rate limit reaches every call of its session", .fail,
            [.make(1, error: .rateLimited, retryAfter: 23), .make(2, seconds: 1, operation: .me)]),
        VerdictCase(
            .honoursRetryAfter, "a rate limit does not reach another session", .notExercised,
            [.make(1, error: .rateLimited, retryAfter: 23), .make(2, seconds: 1, sid: "other")]),
        VerdictCase(
            .honoursRetryAfter, "a budget of the checkout's own does not reach other calls", .notExercised,
            [
                .make(1, operation: .checkout, error: .rateLimited, retryAfter: 3600, budgetLeft: 60),
                .make(2, seconds: 1, operation: .balance),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a budget of the checkout's own reaches the next checkout", .fail,
            [
                .make(1, operation: .checkout, error: .rateLimited, retryAfter: 3600, budgetLeft: 60),
                .make(2, seconds: 1, operation: .checkout),
            ]),
        VerdictCase(
            .honoursRetryAfter, "maintenance reaches everything", .fail,
            [
                .make(1, error: .maintenance, retryAfter: 120),
                .make(2, seconds: 1, operation: .facets, user: nil, sid: nil),
            ]),
        VerdictCase(
            .honoursRetryAfter, "an empty pool reaches a preview of the family", .fail,
            [.make(1, error: .providerPoolEmpty, retryAfter: 30), .make(2, seconds: 1, operation: .previewRental)]),
        VerdictCase(
            .honoursRetryAfter, "an empty pool does not reach another family", .notExercised,
            [
                .make(1, error: .providerPoolEmpty, retryAfter: 30),
                .make(2, seconds: 1, body: ["familyId": "rtx-4090", "gpuCount": 1]),
            ]),
        VerdictCase(
            .honoursRetryAfter, "an empty pool does not reach other operations", .notExercised,
            [.make(1, error: .providerPoolEmpty, retryAfter: 30), .make(2, seconds: 1, operation: .listRentals)]),
        VerdictCase(
            .honoursRetryAfter, "a code just sent reaches its address", .fail,
            [
                .make(
                    1, operation: .requestCode, body: ["email": "ada@example.com"], user: nil, sid: nil,
                    error: .codeRequestRateLimited, retryAfter: 30),
                .make(
                    2, seconds: 3, operation: .requestCode, body: ["email": " Ada@Example.com "], user: nil, sid: nil),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a code just sent does not reach another address", .notExercised,
            [
                .make(
                    1, operation: .requestCode, body: ["email": "ada@example.com"], user: nil, sid: nil,
                    error: .codeRequestRateLimited, retryAfter: 30),
                .make(2, seconds: 3, operation: .requestCode, body: ["email": "bob@example.com"], user: nil, sid: nil),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a refusal that never arrived told nothing", .notExercised,
            [.make(1, error: .rateLimited, retryAfter: 30, ending: .reset), .make(2, seconds: 1)]),
        VerdictCase(
            .honoursRetryAfter, "a request that was under way could not know", .notExercised,
            [
                .make(1, error: .rateLimited, retryAfter: 30, delay: .seconds(5), liveSpeed: 1),
                .make(2, seconds: 2, operation: .me, liveSpeed: 1),
            ]),
    ]
}
