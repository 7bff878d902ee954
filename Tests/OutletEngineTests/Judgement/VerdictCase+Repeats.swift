import OutletContract
import OutletScenarios
import OutletWire

@testable import OutletEngine

extension VerdictCase {
    /// The same call again and again, at these seconds, refused each time but the last.
    private static func attempts(at seconds: [Double], _ code: ErrorCode, granted: Bool = true) -> [Exchange] {
        seconds.enumerated().map { index, second in
            let isLast = index == seconds.count - 1 && granted
            return .make(index + 1, seconds: second, error: isLast ? nil : code)
        }
    }

    static let finality: [VerdictCase] = [
        VerdictCase(
            .givesUpOnFinal, "leaves it at the refusal", .pass, [.make(1, error: .invalidCount)]),
        VerdictCase(
            .givesUpOnFinal, "repeats the refused change", .fail, evidence: [1, 2],
            [.make(1, error: .invalidCount), .make(2, seconds: 5, error: .invalidCount)]),
        VerdictCase(
            .givesUpOnFinal, "corrects the change", .pass,
            [.make(1, error: .invalidCount), .make(2, seconds: 5, body: ["familyId": "h100-80gb", "gpuCount": 2])]),
        VerdictCase(
            .givesUpOnFinal, "tops up, then repeats", .pass,
            [
                .make(1, error: .insufficientBalance),
                .make(2, seconds: 1, operation: .checkout, body: ["amountCents": 2500]), .make(3, seconds: 2),
            ]),
        VerdictCase(
            .givesUpOnFinal, "another user's success mends nothing", .fail,
            [
                .make(1, error: .insufficientBalance),
                .make(
                    2, seconds: 1, operation: .checkout, body: ["amountCents": 2500], user: "ada@example.com",
                    sid: "ada"),
                .make(3, seconds: 2),
            ]),
        VerdictCase(
            .givesUpOnFinal, "a preview mends nothing", .fail,
            [
                .make(1, error: .insufficientBalance), .make(2, seconds: 1, operation: .previewRental),
                .make(3, seconds: 2),
            ]),
        VerdictCase(
            .givesUpOnFinal, "signs in, then repeats without a session", .pass,
            [
                .make(1, user: nil, sid: nil, error: .unauthorized),
                .make(
                    2, seconds: 1, operation: .verifyCode, body: ["email": "a@b.co", "code": "1"], user: nil, sid: nil),
                .make(3, seconds: 2, user: nil, sid: nil, error: .unauthorized),
            ]),
        VerdictCase(
            .givesUpOnFinal, "waits for the model to come back", .notExercised,
            [.make(1, error: .modelUnavailable), .make(2, seconds: 60)]),
        VerdictCase(
            .givesUpOnFinal, "reads again what was not found", .notExercised,
            [
                .make(1, operation: .getRental, error: .rentalNotFound),
                .make(2, seconds: 1, operation: .getRental, error: .rentalNotFound),
            ]),
        VerdictCase(
            .givesUpOnFinal, "never saw the refusal", .notExercised,
            [.make(1, error: .invalidCount, ending: .reset), .make(2, seconds: 1)]),
    ]

    static let persistence: [VerdictCase] = [
        VerdictCase(
            .retriesTransient, "tries once more", .pass, evidence: [1, 2],
            [.make(1, error: .internalError), .make(2, seconds: 1)]),
        VerdictCase(.retriesTransient, "gives up at once", .fail, evidence: [1], [.make(1, error: .providerError)]),
        VerdictCase(
            .retriesTransient, "gives up after a second failure", .pass,
            [.make(1, error: .providerError), .make(2, seconds: 1, error: .providerError)]),
        VerdictCase(
            .retriesTransient, "offers another family", .pass,
            [
                .make(1, error: .providerPoolEmpty, retryAfter: 30),
                .make(2, seconds: 1, body: ["familyId": "rtx-4090", "gpuCount": 1]),
            ]),
        VerdictCase(
            .retriesTransient, "is still waiting as told", .notExercised, askedAt: 20,
            [.make(1, error: .providerPoolEmpty, retryAfter: 30)]),
        VerdictCase(
            .retriesTransient, "never came back though the wait is over", .fail, askedAt: 30,
            [.make(1, error: .providerPoolEmpty, retryAfter: 30)]),
        VerdictCase(
            .retriesTransient, "need not try what is refused for good", .notExercised, [.make(1, error: .invalidCount)]),
        VerdictCase(
            .retriesTransient, "need not repeat what took effect", .notExercised,
            [.make(1, error: .internalError, isCommitted: true, origin: .injected)]),
        VerdictCase(.backsOff, "doubles its pauses", .pass, attempts(at: [0, 1, 3, 7], .internalError)),
        VerdictCase(.backsOff, "keeps its pauses", .pass, attempts(at: [0, 2, 4, 6], .internalError)),
        VerdictCase(
            .backsOff, "shortens its pauses", .fail, evidence: [1, 2, 3], attempts(at: [0, 4, 6], .internalError)),
        VerdictCase(.backsOff, "repeats only once", .notExercised, attempts(at: [0, 1], .internalError)),
        VerdictCase(
            .backsOff, "repeats in a tight loop", .fail,
            (1...3).map { .make($0, seconds: Double($0) / 1000, error: $0 == 3 ? nil : .internalError, liveSpeed: 1) }),
        VerdictCase(
            .backsOff, "follows Retry-After instead", .notExercised,
            [
                .make(1, error: .rateLimited, retryAfter: 30),
                .make(2, seconds: 30, error: .rateLimited, retryAfter: 5),
                .make(3, seconds: 35),
            ]),
        VerdictCase(
            .backsOff, "a success starts afresh", .notExercised,
            [
                .make(1, error: .internalError), .make(2, seconds: 8), .make(3, seconds: 9, error: .internalError),
                .make(4, seconds: 10),
            ]),
        VerdictCase(
            .backsOff, "lost answers count as errors", .fail,
            [
                .make(1, ending: .reset), .make(2, seconds: 8, ending: .reset), .make(3, seconds: 9),
            ]),
        VerdictCase(
            .boundedRetries, "repeats five times", .pass,
            attempts(at: [0, 1, 2, 3, 4, 5], .internalError, granted: false)),
        VerdictCase(
            .boundedRetries, "repeats a sixth time", .fail, evidence: [1, 7],
            attempts(at: [0, 1, 2, 3, 4, 5, 6], .internalError, granted: false)),
        VerdictCase(.boundedRetries, "repeats nothing", .notExercised, [.make(1), .make(2, seconds: 1)]),
        VerdictCase(
            .boundedRetries, "asks for different things", .notExercised,
            (1...9).map {
                .make($0, seconds: Double($0), operation: .getRental, path: "/v1/rentals/r\($0)", error: .internalError)
            }),
        VerdictCase(
            .boundedRetries, "asks in different sessions", .notExercised,
            (1...9).map { .make($0, seconds: Double($0), sid: "s\($0)", error: .internalError) }),
    ]

    static let commitment: [VerdictCase] = [
        VerdictCase(
            .noDoubleCommit, "repeats a launch that was lost", .fail, evidence: [1, 2],
            [
                .make(1, answer: ["pricePerHourCents": 280], ending: .reset, isCommitted: true),
                .make(2, seconds: 1, answer: ["pricePerHourCents": 280]),
            ]),
        VerdictCase(
            .noDoubleCommit, "reads the list first", .pass, evidence: [1, 2],
            [
                .make(1, ending: .reset, isCommitted: true), .make(2, seconds: 1, operation: .listRentals),
                .make(3, seconds: 2),
            ]),
        VerdictCase(
            .noDoubleCommit, "reads a list that does not show it", .fail,
            [
                .make(1, ending: .reset, isCommitted: true), .make(2, seconds: 1, operation: .listKeys),
                .make(3, seconds: 2),
            ]),
        VerdictCase(
            .noDoubleCommit, "fails to read the list", .fail,
            [
                .make(1, ending: .reset, isCommitted: true),
                .make(2, seconds: 1, operation: .listRentals, error: .internalError), .make(3, seconds: 2),
            ]),
        VerdictCase(
            .noDoubleCommit, "another user reads the list", .fail,
            [
                .make(1, ending: .reset, isCommitted: true),
                .make(2, seconds: 1, operation: .listRentals, user: "ada@example.com", sid: "ada"),
                .make(3, seconds: 2),
            ]),
        VerdictCase(
            .noDoubleCommit, "lets it be", .pass, evidence: [1], [.make(1, ending: .truncate, isCommitted: true)]),
        VerdictCase(
            .noDoubleCommit, "lost a launch that did not take effect", .notExercised,
            [.make(1, ending: .reset), .make(2, seconds: 1)]),
        VerdictCase(
            .noDoubleCommit, "repeats a stop, which harms nobody", .notExercised,
            [
                .make(1, operation: .stopRental, ending: .reset, isCommitted: true),
                .make(2, seconds: 1, operation: .stopRental, error: .alreadyStopped),
            ]),
        VerdictCase(
            .noDoubleCommit, "pays twice", .fail,
            [
                .make(
                    1, operation: .checkout, body: ["amountCents": 2500], error: .internalError, isCommitted: true,
                    origin: .injected),
                .make(2, seconds: 1, operation: .checkout, body: ["amountCents": 2500], answer: ["checkoutUrl": nil]),
            ]),
    ]
}
