import Testing

@testable import OutletScenarios

@Suite("A scenario in plain words")
struct ScenarioExplanationTests {
    @Test("tells the story from top to bottom")
    func story() throws {
        #expect(
            try read(ScenarioReadingTests.story).explanation == """
                pool-empty-then-recovers
                The launch button must wait as told, try again, and then offer another family

                The clock is virtual from 2026-06-07T08:00:00Z. Seed 42.
                ada@example.com has $50.00; the cookie sid=ada signs in.
                Stock: rtx-4090 4, h100-80gb 1; the rest as in the catalogue.

                Faults, tried from top to bottom:
                  1. empty-twice
                     On createRental with body.familyId "h100-80gb", the first 2 times.
                     Answers 503 provider_pool_empty with Retry-After 30.
                  2. slow-list
                     On listListings, each time.
                     Holds the answer back (50 % take at most 80ms, 99 % take at most 2s); the search goes on.
                  3. throttle
                     On every call that can send it (25) from 2m until 3m after the start, each time.
                     Answers 429 rate_limited with Retry-After 23.
                  4. lost
                     On createRental, on match 4.
                     Lets the operation run and keep its effect, then resets the connection without an answer.
                What no fault answers gets the healthy API's answer.

                Expected of the client:
                  - createRental is called exactly 4 times
                  - the verdict honours-retry-after passes
                  - nothing leaks

                Example, replayed by `check`:
                  1. ada@example.com sends POST /v1/rentals, and the answer is 503 provider_pool_empty
                  2. the clock moves by 30s

                """)
    }

    @Test(
        "tells each kind of effect",
        arguments: [
            (
                "error: 'rate_limited', message: 'Slow down', times: 1",
                "On me, the first time. Answers 429 rate_limited with Retry-After 60, saying \"Slow down\"."
            ),
            (
                "id: 'x', delay: '50ms..2s', every: 3, after: 1",
                "On me, after the first 1, on one match in 3. Holds the answer back by 50ms to 2s; the search goes on."
            ),
            (
                "respond: { status: 502 }, connection: 'truncate', commit: true, phase: ['a', 'b']",
                "On me in phase a or b, each time. Lets the operation run and keep its effect, then answers 502, cut in half."
            ),
            ("connection: 'truncate'", "On me, each time. Sends half of the operation's own answer, then closes."),
            ("connection: 'early'", "On me, each time. Resets the connection when the request's head has arrived."),
            ("connection: 'stall'", "On me, each time. Sends half of the operation's own answer, then nothing more."),
            (
                "connection: { truncateAt: 1 }",
                "On me, each time. Sends the operation's own answer, cut after 1 byte of its body."
            ),
            (
                "connection: { stallAt: 9 }, bodyDelay: '2s'",
                "On me, each time. Holds the body back by 2s behind the head, sends the operation's own answer, which "
                    + "stops after 9 bytes of its body and never goes on."
            ),
            (
                "error: 'rate_limited', connection: 'stall'",
                "On me, each time. Answers 429 rate_limited with Retry-After 60, which stops half-way and never goes on."
            ),
            (
                "respond: { status: 502 }, connection: { stallAt: 2 }",
                "On me, each time. Answers 502, which stops after 2 bytes of its body and never goes on."
            ),
            (
                "connection: 'badChunk'",
                "On me, each time. Sends the operation's own answer, in chunks that break off half-way."
            ),
            (
                "connection: 'last'",
                "On me, each time. Sends the operation's own answer, then closes the connection unannounced."
            ),
            (
                "answer: { status: 202 }, connection: { lastAfter: '2s' }",
                "On me, each time. Changes the operation's own answer: status 202, then closes the connection "
                    + "unannounced, 2s later."
            ),
            (
                "connection: 'hang', when: { user: '*', 'query.a': [1, null] }",
                "On me with user present and query.a 1 or missing, each time. Never answers."
            ),
            (
                "id: 'c', error: 'internal_error', chance: 0.3, times: 2, goto: 'start'",
                "On me, with chance 0.3, at most 2 times. Answers 500 internal_error, moves the world into phase start."
            ),
            (
                "per: 'user', nth: 1, error: 'internal_error'",
                "On me, on match 1, for each user. Answers 500 internal_error."
            ),
            (
                "id: 'x', per: 'session', share: 0.125, error: 'internal_error'",
                "On me, each time for 12.5 % of the values of session, always the same ones. Answers 500 internal_error."
            ),
            (
                "id: 'x', chance: { from: 0, to: 0.5, over: '10m' }, inARow: 3, error: 'internal_error'",
                "On me, with chance 0, moving to 0.5 over 10m, never more than 3 in a row. Answers 500 internal_error."
            ),
            (
                "when: { 'world.balanceCents': '<500', 'world.keys': '1..3' }, until: '1m', again: '5m', delay: '1s'",
                "On me with world.balanceCents below 500 and world.keys from 1 to 3 until 1m, again every 5m after the "
                    + "start, each time. Holds the answer back by 1s; the search goes on."
            ),
            (
                "delay: { from: '50ms', to: '5s', over: '10m' }",
                "On me, each time. Holds the answer back by 50ms, moving to 5s over 10m; the search goes on."
            ),
            (
                "id: 'x', delay: { median: '80ms', sigma: 0.5 }",
                "On me, each time. Holds the answer back by a lognormal time with median 80ms and sigma 0.5; the search "
                    + "goes on."
            ),
            (
                "drip: { bytesPerSecond: 10 }",
                "On me, each time. Sends the answer at 10 bytes a second; the search goes on."
            ),
        ])
    func effects(fault: String, told: String) throws {
        let fault = try read("{ faults: [{ on: 'me', \(fault) }] }").faults[0]
        #expect("\(fault.matchSentence) \(fault.effectSentence)" == told)
    }

    @Test("tells a drill: its moments in their order, and what it expects")
    func drill() throws {
        let text = """
            { timeline: [
                { at: "9m", again: "10m", phase: "start", note: "all is well" },
                { at: "5m", phase: "outage" }, { at: "5m", note: "the console goes red" },
              ],
              faults: [{ on: "*", phase: "outage", error: "maintenance" }],
              expect: [
                { recovers: "createRental", within: "30s" },
                { succeeds: "rentals", atLeast: 0.995, from: "5m", until: "20m" },
                { succeeds: "*", atLeast: 1 },
                { delivered: "*", atLeast: 0.95 },
                { calls: "*", atMost: 200, during: "outage" },
              ] }
            """
        #expect(
            try read(text).explanation.hasSuffix(
                """
                What no fault answers gets the healthy API's answer.

                Timeline, by the world's clock:
                  - at 5m: phase outage
                  - at 5m: the console goes red
                  - at 9m, again every 10m: phase start (all is well)

                Expected of the client:
                  - createRental succeeds again within 30s after its last failure on the server's side
                  - at least 99.5 % of the logical calls of rentals begun from 5m until 20m after the start end well
                  - at least 100 % of the logical calls of * end well
                  - at least 95 % of the answers of * arrive whole
                  - * in phase outage is called at most 200 times

                """))
    }

    @Test("tells what is given")
    func given() throws {
        let text = """
            { given: { users: [{ email: "a@example.com", card: { declines: true }, rentals: [{ familyId: "b200" }] }],
              billing: "disabled", maintenance: { retryAfter: 9 }, oauth: [], code: "123456",
              limits: { requestsPerMinute: 5 }, provisioning: { then: "stuck" } } }
            """
        #expect(
            try read(text).given.explanation == [
                "a@example.com has $0.00, a visa card ending in 4242 that declines and 1 rental.",
                "Billing is disabled.", "Down for maintenance, Retry-After 9.", "Sign-in providers: none.",
                "Every one-time code is 123456.", "Limits: 5 requests a minute.", "New pods never leave provisioning.",
            ])
    }
}
