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
            [.make(1, error: .maintenance, retryAfter: 120), .make(2, seconds: 1, operation: .facets)]),
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
        VerdictCase(
            .honoursRetryAfter, "a date is a time to come back at", .fail, evidence: [1, 2],
            [
                .make(1, error: .maintenance, retryAt: "Sun, 07 Jun 2026 08:02:00 GMT"), .make(2, seconds: 118),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a date that has come is kept", .pass,
            [
                .make(1, error: .maintenance, retryAt: "Sunday, 07-Jun-26 08:02:00 GMT"), .make(2, seconds: 121),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a code that was forced on an operation is about that operation", .fail,
            [
                .make(1, operation: .listRentals, error: .providerPoolEmpty, retryAfter: 30, origin: .injected),
                .make(2, seconds: 1, operation: .listRentals),
            ]),
        VerdictCase(
            .honoursRetryAfter, "a code that was forced on an operation is about no other", .notExercised,
            [
                .make(1, operation: .listRentals, error: .providerPoolEmpty, retryAfter: 30, origin: .injected),
                .make(2, seconds: 1),
            ]),
        VerdictCase(
            .honoursRetryAfter, "any refusal that says when is meant", .fail,
            [.make(1, error: .internalError, retryAfter: 30), .make(2, seconds: 1)]),
    ]

    /// Clients that left before their answers came.
    static let leaving: [VerdictCase] = [
        VerdictCase(
            .noDoubleCommit, "loses patience and orders again", .fail, evidence: [1, 2], left: [1: 0.3],
            [.make(1, delay: .seconds(1), liveSpeed: 1), .make(2, seconds: 0.3, liveSpeed: 1)]),
        VerdictCase(
            .noDoubleCommit, "loses patience, looks, and orders again", .pass, left: [1: 0.3],
            [
                .make(1, delay: .seconds(1), liveSpeed: 1),
                .make(2, seconds: 0.4, operation: .listRentals, liveSpeed: 1), .make(3, seconds: 0.5, liveSpeed: 1),
            ]),
        VerdictCase(
            .noDoubleCommit, "waits for both of two orders", .notExercised,
            [.make(1, delay: .seconds(1), liveSpeed: 1), .make(2, seconds: 0.3, liveSpeed: 1)]),
        VerdictCase(
            .noDoubleCommit, "leaves a hung answer and orders again", .fail, evidence: [1, 2], left: [1: 5],
            [
                .make(1, ending: .hang, isCommitted: true, liveSpeed: 1), .make(2, seconds: 6, liveSpeed: 1),
            ]),
        VerdictCase(
            .noDoubleCommit, "leaves what was refused anyway", .notExercised, left: [1: 0.3],
            [
                .make(1, error: .insufficientBalance, delay: .seconds(1), liveSpeed: 1),
                .make(2, seconds: 1, liveSpeed: 1),
            ]),
        VerdictCase(
            .honoursRetryAfter, "leaves before it is told to wait", .notExercised, left: [1: 0.3],
            [
                .make(1, error: .rateLimited, retryAfter: 30, delay: .seconds(1), liveSpeed: 1),
                .make(2, seconds: 1, liveSpeed: 1),
            ]),
        VerdictCase(
            .honoursRetryAfter, "is told to wait after a second", .fail, evidence: [1, 2],
            [
                .make(1, error: .rateLimited, retryAfter: 30, delay: .seconds(1), liveSpeed: 1),
                .make(2, seconds: 30.5, liveSpeed: 1),
            ]),
        VerdictCase(
            .givesUpOnFinal, "leaves before it is refused for good", .notExercised, left: [1: 0.3],
            [
                .make(1, error: .forbidden, delay: .seconds(1), liveSpeed: 1),
                .make(2, seconds: 1, liveSpeed: 1),
            ]),
    ]

    /// Two clients in one world.
    static let otherClients: [VerdictCase] = [
        VerdictCase(
            .honoursRetryAfter, "another client was told of the maintenance", .notExercised,
            [
                .make(1, error: .maintenance, retryAfter: 120),
                .make(2, seconds: 1, operation: .facets, user: "ada@example.com", sid: "ada"),
            ]),
        VerdictCase(
            .honoursRetryAfter, "another client found the pool empty", .notExercised,
            [
                .make(1, error: .providerPoolEmpty, retryAfter: 30),
                .make(2, seconds: 1, user: "ada@example.com", sid: "ada"),
            ]),
        VerdictCase(
            .honoursRetryAfter, "another connection without a session is another client", .notExercised,
            [
                .make(1, operation: .facets, user: nil, sid: nil, error: .maintenance, retryAfter: 120, connection: 1),
                .make(2, seconds: 1, operation: .facets, user: nil, sid: nil, connection: 2),
            ]),
        VerdictCase(
            .honoursRetryAfter, "another program on a proxy's connection is another client", .notExercised,
            [
                .make(1, operation: .facets, user: nil, sid: nil, error: .maintenance, retryAfter: 120, agent: "a"),
                .make(2, seconds: 1, operation: .facets, user: nil, sid: nil, agent: "b"),
            ]),
        VerdictCase(
            .honoursRetryAfter, "the same connection without a session is the same client", .fail,
            [
                .make(1, operation: .facets, user: nil, sid: nil, error: .maintenance, retryAfter: 120, connection: 1),
                .make(2, seconds: 1, operation: .facets, user: nil, sid: nil, connection: 1),
            ]),
    ]
}
