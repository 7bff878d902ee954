import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("Reading a scenario file")
struct ScenarioReadingTests {
    static let story = """
        {
          $schema: "./scenario.schema.json",
          scenario: "pool-empty-then-recovers",          // default: the file's name
          why: "The launch button must wait as told, try again, and then offer another family",
          seed: 42,
          clock: { mode: "virtual", start: "2026-06-07T08:00:00Z" },
          given: {
            users: [ { email: "ada@example.com", sid: "ada", balanceCents: 5000 } ],
            stock: { "h100-80gb": 1, "rtx-4090": 4 },
          },
          faults: [
            { id: "empty-twice", on: "createRental", when: { "body.familyId": "h100-80gb" }, times: 2,
              error: "provider_pool_empty", retryAfter: 30 },
            { id: "slow-list",   on: "listListings", delay: { p50: "80ms", p99: "2s" } },
            { id: "throttle",    on: "*", from: "2m", until: "3m", error: "rate_limited", retryAfter: 23 },
            { id: "lost",        on: "createRental", nth: 4, commit: true, connection: "reset" },
          ],
          expect: [ { calls: "createRental", times: 4 }, { verdict: "honours-retry-after" }, { leaks: 0 } ],
          example: [
            { send: "POST /v1/rentals", as: "ada@example.com", body: { familyId: "h100-80gb", gpuCount: 1 },
              answers: { status: 503, error: "provider_pool_empty", headers: { "Retry-After": "30" } } },
            { advance: "30s" },
          ],
        }
        """

    @Test("gives every part of the story its value")
    func story() throws {
        let scenario = try read(Self.story)
        #expect(scenario.name == "pool-empty-then-recovers")
        #expect(scenario.why.hasPrefix("The launch button"))
        #expect(scenario.seed == 42)
        #expect(scenario.clock == ScenarioClock(mode: .virtual, start: Instant(iso8601: "2026-06-07T08:00:00Z")))
        #expect(scenario.given.users?.map(\.email.text) == ["ada@example.com"])
        #expect(scenario.given.users?.first?.balance == Cents(5000))
        #expect(scenario.given.stockGPUs == [.h100: 1, .rtx4090: 4])
        #expect(scenario.faults.map(\.id) == ["empty-twice", "slow-list", "throttle", "lost"])
        #expect(scenario.expectations.count == 3)
        #expect(scenario.example.count == 2)
        #expect(scenario.document["scenario"] == "pool-empty-then-recovers")
    }

    @Test("gives every part of a fault its value")
    func faults() throws {
        let faults = try read(Self.story).faults
        let empty = faults[0]
        #expect(empty.operations == [.createRental])
        #expect(empty.conditions == [FaultCondition(subject: .body(["familyId"]), alternatives: [.text("h100-80gb")])])
        #expect(empty.counter.times == 2)
        #expect(
            empty.answer == FaultAnswer(.error(.init(.providerPoolEmpty, retryAfterSeconds: 30))))
        #expect(empty.location == SourceLocation(path: "faults[0]", position: TextPosition(line: 12, column: 5)))
        #expect(
            faults[1].delay
                == .percentiles([
                    .init(fraction: 0.5, span: .milliseconds(80)), .init(fraction: 0.99, span: .seconds(2)),
                ]))
        #expect(faults[1].answer == nil)
        #expect(faults[2].window.from == .minutes(2))
        #expect(faults[2].window.until == .minutes(3))
        #expect(faults[2].operations.count == 25)
        #expect(faults[3].counter.nth == [4])
        #expect(faults[3].answer == FaultAnswer(.ownAnswer, ending: .reset, runsOperation: true))
    }

    @Test("a scenario that says nothing is named after its file and has defaults")
    func defaults() throws {
        let scenario = try read("{}", file: "scenarios/deep/all-quiet.json5")
        #expect(scenario.name == "all-quiet")
        #expect(scenario.seed == nil)
        #expect(scenario.given.users == nil)
        #expect(Given.defaultUsers.map(\.email.text) == ["dev@example.com"])
        #expect(Given.defaultUsers.first?.balance == Cents(10_000))
        #expect(problems("{}", file: "Bad Name.json")?.problems.map(\.kind) == [.badForm])
        #expect(Scenario.defaultName(forFile: "pool-empty.json") == "pool-empty")
    }

    @Test("faults without an id are called after what they do")
    func defaultIDs() throws {
        let faults = """
            { on: "me", delay: "1s" }, { on: "me", delay: "2s" }, { id: "me:delay#3", on: "me", goto: "start" },
            { on: "me", delay: "3s" }, { on: ["me", "facets"], times: 1, connection: "hang" },
            { on: "rentals", error: "internal_error", times: 1 }, { on: "*", respond: { status: 502 }, times: 1 },
            { on: ["me", "facets", "balance", "logout"], drip: { bytesPerSecond: 1 } }, { on: "GET /v1/auth/me", goto: "start" }
            """
        #expect(
            try read("{ faults: [\(faults)] }").faults.map(\.id) == [
                "me:delay", "me:delay#2", "me:delay#3", "me:delay#4", "me+facets:hang", "rentals:internal_error",
                "*:respond", "me+3:drip", "me:goto",
            ])
    }

    @Test("reads all of `given`")
    func given() throws {
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ada"
        let given = try read(
            """
            { given: {
              users: [{
                email: " Ada@Example.com ", sid: "ada", balanceCents: 5000,
                card: { brand: "mastercard", last4: "0002", expMonth: 1, expYear: 2031, declines: true },
                autoTopup: { enabled: true, thresholdCents: 500, topupAmountCents: 2000 },
                keys: [{ name: "laptop", publicKey: "\(key)" }],
                rentals: [{ familyId: "b200", gpuCount: 4, status: "stopped", age: "2h", name: "old" }, { familyId: "l40s" }],
                invoices: [{ reason: "overage", amountCents: 990, status: "uncollectible", age: "31d" }],
              }, { email: "bare@example.com" }],
              stock: { "b200": 0 },
              listings: [{ family: "h100-80gb", gpuCount: 2, region: "JP-Tokyo", providerCode: "runpod", pricePerHourCents: 1 },
                         { family: "h100-80gb", gpuCount: 8 }],
              billing: "disabled", maintenance: true, oauth: [], secondCard: "replace", code: "000000",
              limits: { requestsPerMinute: 5, requestsPerHour: 6, checkoutsPerHour: 0, codeEvery: "0s", codeAttempts: 1 },
              provisioning: { takes: "5m", then: "failed", error: "no power" },
              webhookSecret: "whsec_x", appUrl: "http://localhost:3000/",
            } }
            """
        ).given
        let ada = try #require(given.users?.first)
        #expect(ada.email.text == "ada@example.com")
        #expect(ada.sid == "ada")
        #expect(ada.card?.brand == "mastercard")
        #expect(ada.card?.declines == true)
        #expect(ada.autoTopup?.threshold == Cents(500))
        #expect(ada.keys.map(\.publicKey) == [key])
        #expect(ada.rentals.map(\.family) == [.b200, .l40s])
        #expect(ada.rentals.map(\.age) == [.hours(2), .zero])
        #expect(ada.rentals.map(\.status) == [.stopped, .running])
        #expect(
            ada.rentals[1].location
                == SourceLocation(path: "given.users[0].rentals[1]", position: TextPosition(line: 7, column: 93)))
        #expect(ada.invoices.first?.age == .days(31))
        #expect(given.users?[1].balance == .zero)
        #expect(given.listings?.map(\.pricePerHour) == [Cents(1), Cents(2240)])
        #expect(given.listings?.map(\.region) == [.tokyo, .usEast])
        #expect(given.isBillingEnabled == false)
        #expect(given.maintenance == .on(retryAfterSeconds: nil))
        #expect(given.oauthProviders == [])
        #expect(given.secondCard == .replace)
        #expect(given.code == "000000")
        #expect(given.limits.checkoutsPerHour == 0)
        #expect(given.provisioning?.takes == .minutes(5))
        #expect(given.webhookSecret == "whsec_x")
        #expect(given.appURL == "http://localhost:3000")
    }

    @Test(
        "durations are numbers with their units, the larger first, decimals in the last alone",
        arguments: [
            ("0s", 0), ("250ms", 250), ("30s", 30_000), ("2m", 120_000), ("1h", 3_600_000), ("7d", 604_800_000),
            ("3650d", 315_360_000_000), ("3651d", nil), ("1.5s", 1500), ("-1s", nil), ("1", nil), ("s", nil),
            ("1 s", nil), ("1m30s", 90_000), ("30.0s", 30_000), ("1h1m1.001s", 3_661_001), ("1d12h", 129_600_000),
            ("0.5d", 43_200_000), ("1.5h30m", nil), ("30s1m", nil), ("1m1m", nil), ("1.s", nil), (".5s", nil),
            ("1.0005s", nil), ("1.5ms", nil), ("1.0ms", 1), ("1..2s", nil), ("1m 30s", nil), ("1m30", nil),
            ("3650d1ms", nil), ("0.00000000000000001d", nil), ("9999999999999s", nil), ("", nil), ("1S", nil),
            ("+1s", nil),
        ] as [(String, Int?)])
    func durations(text: String, milliseconds: Int?) {
        #expect(Span(duration: text)?.milliseconds == milliseconds)
        if let span = Span(duration: text) { #expect(Span(duration: span.durationText) == span) }
    }

    @Test("never traps on cut or damaged scenarios, and always says why it refuses them")
    func damaged() throws {
        let whole = Array(Self.story.utf8)
        for length in 0..<whole.count where length % 11 == 0 {
            #expect(throws: ProblemList.self) { _ = try Scenario.read(Array(whole[..<length]), file: "cut.json5") }
        }
        for index in whole.indices where index % 13 == 0 {
            for byte in Array("\"0}]x-".utf8) {
                var damaged = whole
                damaged[index] = byte
                _ = try? Scenario.read(damaged, file: "damaged.json5")
            }
        }
    }

    @Test("a file of nothing but mistakes is refused in bounded words")
    func manyMistakes() throws {
        let faults = Array(repeating: "{on:'x',id:'y y'}", count: 1500).joined(separator: ",")
        let list = try #require(problems("{faults:[\(faults)]}"))
        #expect(list.problems.count == 1000)
    }

    @Test("problems are data too, and coloured only if told")
    func forms() throws {
        let list = try #require(problems("{ sceanrio: 'x' }"))
        #expect(
            list.json == [
                [
                    "file": "story.json5", "line": 1, "column": 3, "path": "sceanrio", "kind": "unknown_key",
                    "message": "unknown key \"sceanrio\"", "suggestion": "scenario",
                ]
            ])
        #expect(!list.text().contains("\u{1B}"))
        #expect(list.text(inColour: true).contains("\u{1B}[1;31merror:\u{1B}[0m"))
    }

    @Test("a caret stands under its place behind tabs, and a long line is cut around it")
    func excerpts() throws {
        let tabbed = try #require(problems("{\n\t\"é\": 1}")).text()
        #expect(tabbed.hasSuffix("\n    \t\"é\": 1}\n    \t^"))
        let long = String(repeating: " ", count: 500)
        let cut = try #require(problems("{\(long)x: 1,\(long)}")).problems[0].excerpt
        #expect(cut.text.hasPrefix("…  ") && cut.text.hasSuffix("…"))
        #expect(cut.text.unicodeScalars.count < 210)
        #expect(cut.text.dropFirst(cut.column - 1).hasPrefix("x: 1"))
    }

    @Test("What only a live clock has is out of place in a virtual one", arguments: ["speed: 60", "waits: 'real'"])
    func virtualClock(key: String) throws {
        let text = "{ clock: { mode: 'virtual', \(key) } }"
        let list = try #require(throws: ProblemList.self) {
            _ = try Scenario.read(Array(text.utf8), source: "x", defaultName: "x")
        }
        #expect(list.problems.map(\.kind) == [.misplacedKey])
        #expect(list.text().contains("is a live clock's; this one is virtual"))
        let live = try Scenario.read(
            Array("{ clock: { mode: 'live', \(key) } }".utf8), source: "x", defaultName: "x")
        #expect(live.clock.speed == 60 || live.clock.waits == .real)
    }
}

/// Reads a scenario that is meant to be right.
func read(_ text: String, file: String = "story.json5") throws(ProblemList) -> Scenario {
    try Scenario.read(Array(text.utf8), file: file)
}

/// The problems of a scenario that is meant to be wrong.
func problems(_ text: String, file: String = "story.json5") -> ProblemList? {
    do throws(ProblemList) {
        _ = try read(text, file: file)
        return nil
    } catch {
        return error
    }
}
