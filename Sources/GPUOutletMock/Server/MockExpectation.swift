internal import OutletWire

/// Something that a test expects to have happened: a clause of `expect` in a scenario file.
///
/// Write it as in a scenario file, `"{ calls: 'createRental', times: 2, when: { 'body.gpuCount': 1 } }"`, or use one of
/// the functions below. A string may also hold a list of clauses. Mistakes in it are reported when it is judged.
public struct MockExpectation: Hashable, Sendable, ExpressibleByStringInterpolation {
    let text: String

    /// Creates an expectation from one clause or a list of them, as in a scenario file: JSON, or the common part of
    /// JSON5.
    public init(_ text: String) { self.text = text }

    /// Creates an expectation from a string literal.
    public init(stringLiteral text: String) { self.init(text) }

    /// Expects exactly this many calls.
    ///
    /// - Parameters:
    ///   - calls: an operation (`.createRental`, `"POST /v1/rentals"`), a group (`.rentals`) or `.all`.
    ///   - times: the number of calls; 0 means none at all.
    ///   - status: counts only calls answered with this status.
    ///   - error: counts only calls answered with this error code.
    public static func calls(
        _ calls: MockOperation, times: Int, status: Int? = nil, error: MockErrorCode? = nil
    ) -> MockExpectation {
        clause(calls, [("times", .integer(times))], status, error)
    }

    /// Expects at least this many calls, 1 by default. The other parameters are those of
    /// `calls(_:times:status:error:)`.
    public static func calls(
        _ calls: MockOperation, atLeast count: Int = 1, status: Int? = nil, error: MockErrorCode? = nil
    ) -> MockExpectation {
        clause(calls, [("atLeast", .integer(count))], status, error)
    }

    /// Expects at most this many calls. The other parameters are those of `calls(_:times:status:error:)`.
    public static func calls(
        _ calls: MockOperation, atMost count: Int, status: Int? = nil, error: MockErrorCode? = nil
    ) -> MockExpectation {
        clause(calls, [("atMost", .integer(count))], status, error)
    }

    /// Expects at most this many calls during one phase of a drill, so no retry storm. If the world was never in the
    /// phase, the result is inconclusive, which does not count as met.
    public static func calls(_ calls: MockOperation, atMost count: Int, during phase: String) -> MockExpectation {
        clause(calls, [("atMost", .integer(count)), ("during", .string(phase))], nil, nil)
    }

    /// Expects each operation that failed to succeed within this time after its last failure, by the world's clock. A
    /// failure is an answer from a fault, or a 5xx from the operation itself. Without a failure the result is
    /// inconclusive, which does not count as met.
    public static func recovers(_ calls: MockOperation, within time: Duration) -> MockExpectation {
        .of([("recovers", .string(calls.rawValue)), ("within", .string(MockText.duration(time)))])
    }

    /// Expects at least this share of the logical calls to succeed. A logical call is a call with all its repeats; it
    /// succeeds if one of them does.
    ///
    /// - Parameters:
    ///   - calls: an operation (`.createRental`, `"POST /v1/rentals"`), a group (`.rentals`) or `.all`.
    ///   - share: the smallest share that is enough, above 0 and at most 1.
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

    /// Expects at least this share of the answers, above 0 and at most 1, to arrive complete.
    public static func delivered(_ calls: MockOperation, atLeast share: Double) -> MockExpectation {
        .of([("delivered", .string(calls.rawValue)), ("atLeast", .decimal("\(share)"))])
    }

    /// Expects calls in this order; other calls may come between them.
    public static func order(_ calls: MockOperation...) -> MockExpectation {
        .only("order", .array(calls.map { .string($0.rawValue) }))
    }

    /// Expects this verdict on the client to pass. A verdict that was not exercised does not pass.
    public static func verdict(_ name: MockVerdict) -> MockExpectation { .only("verdict", .string(name.rawValue)) }

    /// Expects the client to have received each of these error codes at least once.
    public static func met(_ codes: MockErrorCode...) -> MockExpectation {
        .only("met", .array(codes.map { .string($0.rawValue) }))
    }

    /// Expects nothing left behind: no running rental, no key and no session.
    public static let noLeaks = MockExpectation.only("leaks", 0)

    /// Expects every request to match an operation.
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
