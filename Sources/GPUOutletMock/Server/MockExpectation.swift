internal import OutletWire

/// Something that a test expects to have happened, as `expect` in a scenario file says it.
///
/// It is written in a scenario's words, `"{ calls: 'createRental', times: 2, when: { 'body.gpuCount': 1 } }"`, or made
/// by one of the functions below. A text may also be a list of such clauses. What is wrong with it is told when it is
/// judged.
public struct MockExpectation: Hashable, Sendable, ExpressibleByStringInterpolation {
    let text: String

    /// One clause, or a list of them, in the words of a scenario file: JSON, or JSON5's everyday part.
    public init(_ text: String) { self.text = text }

    /// The same, for a literal.
    public init(stringLiteral text: String) { self.init(text) }

    /// Exactly this many calls.
    ///
    /// - Parameters:
    ///   - calls: an operation (`.createRental`, `"POST /v1/rentals"`), a group (`.rentals`) or `.all`.
    ///   - times: how many; 0 means none at all.
    ///   - status: only those that were answered with this status.
    ///   - error: only those that were answered with this error code.
    public static func calls(
        _ calls: MockOperation, times: Int, status: Int? = nil, error: MockErrorCode? = nil
    ) -> MockExpectation {
        clause(calls, [("times", .integer(times))], status, error)
    }

    /// At least this many calls; once by default. The parameters are those of `calls(_:times:status:error:)`.
    public static func calls(
        _ calls: MockOperation, atLeast count: Int = 1, status: Int? = nil, error: MockErrorCode? = nil
    ) -> MockExpectation {
        clause(calls, [("atLeast", .integer(count))], status, error)
    }

    /// At most this many calls. The parameters are those of `calls(_:times:status:error:)`.
    public static func calls(
        _ calls: MockOperation, atMost count: Int, status: Int? = nil, error: MockErrorCode? = nil
    ) -> MockExpectation {
        clause(calls, [("atMost", .integer(count))], status, error)
    }

    /// At most this many calls in one phase of a drill: no storm of repeats. A phase that the world never was in is
    /// inconclusive, and that is no success.
    public static func calls(_ calls: MockOperation, atMost count: Int, during phase: String) -> MockExpectation {
        clause(calls, [("atMost", .integer(count)), ("during", .string(phase))], nil, nil)
    }

    /// After the last time that a fault answered one of these calls, or that it answered 5xx itself, a success came so
    /// soon by the world's clock. Without such a failure this is inconclusive, and that is no success.
    public static func recovers(_ calls: MockOperation, within time: Duration) -> MockExpectation {
        .of([("recovers", .string(calls.rawValue)), ("within", .string(MockText.duration(time)))])
    }

    /// At least this share of the logical calls succeeded. A logical call is a call with all its repeats; it succeeds if one of them
    /// does.
    ///
    /// - Parameters:
    ///   - calls: an operation (`.createRental`, `"POST /v1/rentals"`), a group (`.rentals`) or `.all`.
    ///   - share: above 0 and at most 1.
    ///   - from: counts only logical calls that began at least this long after the world's start.
    ///   - until: counts only logical calls that began before this time.
    public static func succeeds(
        _ calls: MockOperation, atLeast share: Double, from: Duration? = nil, until: Duration? = nil
    ) -> MockExpectation {
        var members = [("succeeds", JSON.string(calls.rawValue)), ("atLeast", .decimal("\(share)"))]
        if let from { members.append(("from", .string(MockText.duration(from)))) }
        if let until { members.append(("until", .string(MockText.duration(until)))) }
        return .of(members)
    }

    /// At least this share, above 0 and at most 1, of the answers arrived whole.
    public static func delivered(_ calls: MockOperation, atLeast share: Double) -> MockExpectation {
        .of([("delivered", .string(calls.rawValue)), ("atLeast", .decimal("\(share)"))])
    }

    /// Calls in this order, whatever came between them.
    public static func order(_ calls: MockOperation...) -> MockExpectation {
        .only("order", .array(calls.map { .string($0.rawValue) }))
    }

    /// A verdict on the client that has to pass. One that was not exercised does not pass.
    public static func verdict(_ name: MockVerdict) -> MockExpectation { .only("verdict", .string(name.rawValue)) }

    /// Error codes that the client has been answered with, each at least once.
    public static func met(_ codes: MockErrorCode...) -> MockExpectation {
        .only("met", .array(codes.map { .string($0.rawValue) }))
    }

    /// Nothing left behind: no rental that still runs, no key and no session.
    public static let noLeaks = MockExpectation.only("leaks", 0)

    /// No request that led to no operation.
    public static let noUnmatched = MockExpectation.only("unmatched", 0)

    /// The clauses of several expectations as one list.
    static func list(_ expectations: [MockExpectation]) throws(MockFailure) -> JSON {
        var clauses: [JSON] = []
        for expectation in expectations {
            do throws(JSONSyntaxError) {
                let json = try JSON.parse(expectation.text, dialect: .relaxed)
                clauses += json.array ?? [json]
            } catch {
                throw MockFailure(
                    "the expectation cannot be read: \(error.description)\n    \(expectation.text)",
                    code: "validation_failed")
            }
        }
        return .array(clauses)
    }

    private static func clause(
        _ calls: MockOperation, _ count: [(String, JSON)], _ status: Int?, _ error: MockErrorCode?
    ) -> MockExpectation {
        var members = [("calls", JSON.string(calls.rawValue))] + count
        if let status { members.append(("status", .integer(status))) }
        if let error { members.append(("error", .string(error.rawValue))) }
        return .of(members)
    }

    private static func of(_ members: [(String, JSON)]) -> MockExpectation {
        MockExpectation(JSON.object(JSONObject(members)).text)
    }

    private static func only(_ key: String, _ value: JSON) -> MockExpectation {
        .of([(key, value)])
    }
}
