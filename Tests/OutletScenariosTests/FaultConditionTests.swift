import OutletWire
import Testing

@testable import OutletContract
@testable import OutletScenarios

@Suite("The conditions of a fault")
struct FaultConditionTests {
    private static var call: FaultCall {
        FaultCall(
            .createRental, user: "ada@example.com",
            body: .json([
                "familyId": "h100-80gb", "gpuCount": 2, "name": nil, "spot": true, "hours": .decimal("1.50"),
                "tags": ["a", ["deep": "x"]], "star": "a*b",
            ]),
            query: [("status", "running"), ("status", "stopped"), ("pageSize", "10")],
            headers: [HeaderField("X-Test", "Blue Whale")],
            path: [Route.Parameter(name: "id", value: "rent_01")])
    }

    private func condition(_ text: String) throws -> FaultCondition {
        let when = "{ id: 'f', on: ['createRental', 'getRental'], error: 'internal_error', when: { \(text) } }"
        let users = "given: { users: [{ email: 'ada@example.com' }, { email: 'grace@example.com' }] }"
        return try #require(read("{ \(users), faults: [\(when)] }").faults[0].conditions.first)
    }

    @Test(
        "hold for what they say",
        arguments: [
            "user: 'ada@example.com'", "user: ' ADA@example.com'", "user: '*'", "user: '*@Example.com'",
            "user: ['grace@example.com', 'ada@example.com']",
            "'body.familyId': 'h100-80gb'", "'body.familyId': 'h*gb'", "'body.familyId': ['b200', 'h100-*']",
            "'body.gpuCount': 2", "'body.gpuCount': 2.0", "'body.gpuCount': '*'", "'body.hours': 1.5",
            "'body.spot': true", "'body.name': null", "'body.absent': null", "'body.tags.0': 'a'",
            "'body.tags.1.deep': '*'", "'body.tags': '*'", "'body.star': 'a*b'",
            "'query.status': 'running'", "'query.pageSize': 10", "'query.none': null",
            "'header.x-test': 'Blue*'", "'header.X-TEST': '*Wh*le'", "'path.id': 'rent_*'",
        ])
    func holding(text: String) throws {
        #expect(try condition(text).holds(for: Self.call) == true)
    }

    @Test(
        "fail for anything else",
        arguments: [
            "user: 'grace@example.com'", "user: null", "user: '*@example.org'",
            "'body.familyId': 'b200'", "'body.gpuCount': '2'", "'body.gpuCount': 3", "'body.spot': false",
            "'body.name': '*'", "'body.absent': '*'", "'body.tags.7': '*'", "'body.tags.x': '*'",
            "'body.familyId.x': '*'", "'body.familyId': null", "'query.status': 'stopped'", "'query.pageSize': 1",
            "'header.x-test': 'blue*'", "'header.x-tes': '*'", "'path.id': 'rent_02'",
        ])
    func failing(text: String) throws {
        #expect(try condition(text).holds(for: Self.call) == false)
    }

    @Test("cannot be judged where the body is gone")
    func gone() throws {
        var call = Self.call
        call.body = .gone
        #expect(try condition("'body.familyId': 'b200'").holds(for: call) == nil)
        #expect(try condition("'body.familyId': null").holds(for: call) == nil)
        #expect(try condition("'query.status': 'running'").holds(for: call) == true)
    }

    @Test(
        "a pattern's stars stand for any characters",
        arguments: [
            ("*", "", true), ("**", "x", true), ("a*", "a", true), ("*a", "ba", true), ("a*a", "a", false),
            ("a*a", "aa", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false), ("*ab*", "aab", true),
            ("a", "ab", false), ("é*", "été", true), ("*ab*ab*", "abab", true), ("*ab*ab*", "aba", false),
        ])
    func patterns(pattern: String, text: String, expected: Bool) {
        #expect(TextPattern(pattern).matches(text) == expected)
    }
}
