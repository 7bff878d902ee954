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

    /// So many calls, no fewer and no more.
    ///
    /// - Parameters:
    ///   - calls: an operation's id (`createRental`), a method with its path (`POST /v1/rentals`), a group (`rentals`)
    ///     or `*`.
    ///   - times: how many; 0 is none at all.
    ///   - status: only those that were answered with this status.
    ///   - error: only those that were answered with this error code.
    public static func calls(
        _ calls: String, times: Int, status: Int? = nil, error: String? = nil
    ) -> MockExpectation {
        clause(calls, [("times", .integer(times))], status, error)
    }

    /// So many calls or more; once or more unless told. The parameters are those of `calls(_:times:status:error:)`.
    public static func calls(
        _ calls: String, atLeast count: Int = 1, status: Int? = nil, error: String? = nil
    ) -> MockExpectation {
        clause(calls, [("atLeast", .integer(count))], status, error)
    }

    /// So many calls or fewer. The parameters are those of `calls(_:times:status:error:)`.
    public static func calls(
        _ calls: String, atMost count: Int, status: Int? = nil, error: String? = nil
    ) -> MockExpectation {
        clause(calls, [("atMost", .integer(count))], status, error)
    }

    /// Calls in this order, whatever came between them.
    public static func order(_ calls: String...) -> MockExpectation { .only("order", .array(calls.map(JSON.string))) }

    /// A verdict on the client that has to pass: `honours-retry-after`, `gives-up-on-final`, `retries-transient`,
    /// `backs-off`, `bounded-retries` or `no-double-commit`. One that was not exercised does not pass.
    public static func verdict(_ name: String) -> MockExpectation { .only("verdict", .string(name)) }

    /// Error codes that the client has been answered with, each at least once.
    public static func met(_ codes: String...) -> MockExpectation { .only("met", .array(codes.map(JSON.string))) }

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
        _ calls: String, _ count: [(String, JSON)], _ status: Int?, _ error: String?
    ) -> MockExpectation {
        var members = [("calls", JSON.string(calls))] + count
        if let status { members.append(("status", .integer(status))) }
        if let error { members.append(("error", .string(error))) }
        return MockExpectation(JSON.object(JSONObject(members)).text)
    }

    private static func only(_ key: String, _ value: JSON) -> MockExpectation {
        MockExpectation(JSON.object(JSONObject([(key, value)])).text)
    }
}
