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
        VerdictCase(
            .boundedRetries, "repeats five times", .pass,
            attempts(at: [0, 1, 2, 3, 4, 5], .internalError, granted: false)),
        VerdictCase(
            .boundedRetries, "repeats a sixth time", .fail, evidence: [1, 7],
            attempts(at: [0, 1, 2, 3, 4, 5, 6], .internalError, granted: false)),
        VerdictCase(
            .boundedRetries, "looks again every other second, whatever comes", .pass,
            (0...12).map { .make($0 + 1, seconds: Double($0) * 2, operation: .listRentals, error: .internalError) }),
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

    static let pauses: [VerdictCase] = [
        VerdictCase(.backsOff, "doubles its pauses", .pass, attempts(at: [0, 1, 3, 7], .internalError)),
        VerdictCase(.backsOff, "keeps three pauses", .pass, attempts(at: [0, 2, 4, 6], .internalError)),
        VerdictCase(
            .backsOff, "keeps five pauses of a change", .fail, evidence: [1, 5, 6],
            attempts(at: [0, 2, 4, 6, 8, 10], .internalError)),
        VerdictCase(
            .backsOff, "doubles its pauses up to a bound", .pass,
            attempts(at: [0, 1, 3, 7, 15, 23, 31, 39, 47, 55], .internalError)),
        VerdictCase(
            .backsOff, "shortens its pauses", .fail, evidence: [1, 4, 5],
            attempts(at: [0, 8, 14, 18, 20], .internalError)),
        VerdictCase(
            .backsOff, "shortens three pauses, then lengthens one", .pass,
            attempts(at: [0, 8, 14, 18, 27], .internalError)),
        VerdictCase(
            .backsOff, "waits as full jitter draws it", .pass,
            attempts(at: [0, 0.3, 0.4, 1.9, 2.2, 9.7, 10.6], .internalError)),
        VerdictCase(.backsOff, "repeats only twice", .notExercised, attempts(at: [0, 4, 6], .internalError)),
        VerdictCase(
            .backsOff, "repeats in a tight loop", .fail, evidence: [1, 2, 3],
            (1...3).map { .make($0, seconds: Double($0) / 1000, error: $0 == 3 ? nil : .internalError, liveSpeed: 1) }),
        VerdictCase(
            .backsOff, "repeats once at once, as some libraries do", .pass,
            [0, 0.001, 1, 3].enumerated().map { .make($0 + 1, seconds: $1, error: .internalError, liveSpeed: 1) }),
        VerdictCase(
            .backsOff, "looks again every other second, whatever comes", .notExercised,
            (0...9).map { .make($0 + 1, seconds: Double($0) * 2, operation: .listRentals, error: .internalError) }),
        VerdictCase(
            .backsOff, "looks again and again at once", .fail,
            (0...5).map {
                .make($0 + 1, seconds: Double($0) / 50, operation: .listRentals, error: .internalError, liveSpeed: 1)
            }),
        VerdictCase(
            .backsOff, "follows Retry-After instead", .notExercised,
            (0...5).map {
                .make($0 + 1, seconds: Double($0) * 30, error: .rateLimited, retryAfter: 30)
            }),
        VerdictCase(
            .backsOff, "a success starts afresh", .notExercised,
            (0...9).map { .make($0 + 1, seconds: Double($0), error: $0 % 3 == 2 ? nil : .internalError) }),
        VerdictCase(
            .backsOff, "lost answers count as errors", .fail,
            [0, 8, 14, 18, 20].enumerated().map { .make($0 + 1, seconds: $1, ending: .reset) }),
        VerdictCase(
            .backsOff, "its own time-out of a second is no pause", .fail, evidence: [1, 2, 3],
            left: [1: 1, 2: 1, 3: 1],
            (0...2).map { .make($0 + 1, seconds: Double($0) * 1.001, delay: .seconds(9), liveSpeed: 1) }),
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
            .noDoubleCommit, "lets it be", .pass, evidence: [1], [.make(1, ending: .truncate(), isCommitted: true)]),
        VerdictCase(
            .noDoubleCommit, "lost a launch that did not take effect", .notExercised,
            [.make(1, ending: .reset), .make(2, seconds: 1)]),
        VerdictCase(
            .noDoubleCommit, "repeats a stop, which harms nobody", .pass, evidence: [1, 2],
            [
                .make(1, operation: .stopRental, ending: .reset, isCommitted: true),
                .make(2, seconds: 1, operation: .stopRental, error: .alreadyStopped),
            ]),
        VerdictCase(
            .noDoubleCommit, "orders the same under another name", .fail, evidence: [1, 2],
            [
                .make(
                    1, body: ["familyId": "h100-80gb", "gpuCount": 1, "name": "a"], ending: .reset, isCommitted: true),
                .make(2, seconds: 1, body: ["name": "b", "gpuCount": 1, "familyId": "h100-80gb"]),
            ]),
        VerdictCase(
            .noDoubleCommit, "orders twice as many", .pass, evidence: [1],
            [
                .make(1, ending: .reset, isCommitted: true),
                .make(2, seconds: 1, body: ["familyId": "h100-80gb", "gpuCount": 2]),
            ]),
        VerdictCase(
            .noDoubleCommit, "adds the same key under another name", .fail,
            [
                .make(
                    1, operation: .createKey, body: ["name": "a", "publicKey": "ssh-ed25519 AAAA me@here"],
                    ending: .reset, isCommitted: true),
                .make(
                    2, seconds: 1, operation: .createKey, body: ["name": "b", "publicKey": "ssh-ed25519 AAAA"],
                    error: .duplicateKey),
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
