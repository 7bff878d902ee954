import OutletWire

extension KeyTable {
    package static let scenario = KeyTable(
        "scenario",
        "One scenario: what a world begins with, what goes wrong in it, and what is expected of the client.",
        [
            KeyRow(
                "$schema", .text(.line(maximum: 2000)), "Where editors find this schema; the server ignores it.",
                example: "./scenario.schema.json"),
            KeyRow(
                "scenario", .text(.scenarioName), "The scenario's name. Default: the file's name without its ending.",
                example: "pool-empty-then-recovers"),
            KeyRow(
                "why", .text(.text(maximum: 1000)), "Why someone would run it, in a sentence.",
                example: "The launch button must wait as told, try again, and then offer another family"),
            KeyRow(
                "seed", .integer(0...Int.max),
                "Fixes ids, one-time codes, chances and random delays; worlds with the same seed behave alike.",
                example: 42,
                default: .integer(Scenario.defaultSeed)),
            KeyRow("clock", .object(.clock), "How time passes in the world.", example: ["mode": "virtual"]),
            KeyRow(
                "given", .object(.given), "What the world begins with.",
                example: ["stock": ["h100-80gb": 1], "billing": "enabled"]),
            KeyRow(
                "faults", .list(.object(.fault)), "What goes wrong on purpose, tried from top to bottom.",
                example: [["on": "createRental", "times": 2, "error": "provider_pool_empty"]]),
            KeyRow(
                "timeline", .list(.object(.timelineStep)),
                "What happens by itself as time passes; it makes the scenario a drill that passes, fails, or is "
                    + "inconclusive.",
                example: [["at": "5m", "phase": "brownout"], ["at": "9m", "phase": "start"]]),
            KeyRow(
                "expect", .list(.object(.expectation)), "What should be true of the client at the end.",
                example: [["calls": "createRental", "times": 4], ["leaks": 0]]),
            KeyRow(
                "example", .list(.object(.exampleStep)),
                "A sequence of calls that `check` replays under a virtual clock, so that the file stays right.",
                example: [["send": "GET /v1/auth/me", "as": "dev@example.com", "answers": ["status": 200]]]),
        ])

    static let clock = KeyTable(
        "clock", "How time passes in the world.",
        [
            KeyRow(
                "mode", .word(.clockModes), "`live` follows real time; `virtual` moves only when told.",
                example: "virtual", default: "live"),
            KeyRow(
                "start", .text(.instant),
                "The time when the world begins. Default: now under `live`, 2026-06-07T08:00:00Z under `virtual`.",
                example: "2026-06-07T08:00:00Z"),
            KeyRow(
                "speed", .number(0.001...1_000_000),
                "How many seconds pass in the world for each real second; only under `live`.", example: 60,
                default: 1),
            KeyRow(
                "step", .text(.duration), "How far a virtual clock moves after each exchange.", example: "1s",
                default: "0s"),
            KeyRow(
                "waits", .word(.clockWaits),
                "In whose seconds a client waits; only under `live`. With `real`, a `Retry-After` of the API's own is "
                    + "divided by `speed`, and verdicts about waiting go by real time.",
                example: "real", default: "world"),
        ])

    static let expectation = KeyTable(
        "expectation",
        "One thing that should be true of the client at the end: one of calls, order, verdict, met, "
            + "leaks, unmatched, recovers, succeeds and delivered.",
        [
            KeyRow("calls", .word(.operations), "Counts the calls to these operations.", example: "createRental"),
            KeyRow(
                "when", .map(.requestKey, .oneOrMore(.scalar)), "With `calls`: counts only those that match.",
                example: ["body.familyId": "h100-80gb"]),
            KeyRow(
                "status", .integer(100...599), "With `calls`: counts only those answered with this status.",
                example: 503),
            KeyRow(
                "error", .word(.errorCodes), "With `calls`: counts only those answered with this code.",
                example: "provider_pool_empty"),
            KeyRow(
                "during", .text(.phase), "With `calls`: counts only those that came in this phase.",
                example: "brownout"),
            KeyRow("times", .integer(0...1_000_000_000), "With `calls`: exactly this many.", example: 4),
            KeyRow(
                "atLeast", .number(0...1_000_000_000),
                "With `calls`: at least this many; 1 by default. With `succeeds` and `delivered`: at least this share, "
                    + "up to 1.",
                example: 1),
            KeyRow("atMost", .integer(0...1_000_000_000), "With `calls`: at most this many.", example: 5),
            KeyRow(
                "order", .list(.word(.operations)), "These calls came in this order; others may come between.",
                example: ["previewRental", "createRental"]),
            KeyRow(
                "verdict", .word(.verdicts), "This verdict must pass; one that was not exercised counts as failed.",
                example: "honours-retry-after"),
            KeyRow(
                "met", .list(.word(.errorCodes)), "The client met each of these codes at least once.",
                example: ["provider_pool_empty"]),
            KeyRow(
                "leaks", .integer(0...1_000_000_000), "Exactly this many resources were left behind.",
                example: 0),
            KeyRow(
                "unmatched", .integer(0...1_000_000_000), "Exactly this many requests matched no operation.", example: 0
            ),
            KeyRow(
                "recovers", .word(.operations),
                "After each of these operations last failed on the server's side (a fault answered, or it answered 5xx "
                    + "itself), a success came in time.",
                example: "createRental"),
            KeyRow(
                "within", .text(.duration), "With `recovers`: how soon, by the world's clock.", example: "30s"),
            KeyRow(
                "succeeds", .word(.operations),
                "A share of the logical calls on these operations succeeded. A logical call is a call with all its repeats; it "
                    + "succeeds if one of them does.",
                example: "createRental"),
            KeyRow(
                "from", .text(.duration),
                "With `succeeds`: counts only logical calls that began at least this long after the start.",
                example: "5m"),
            KeyRow(
                "until", .text(.duration), "With `succeeds`: counts only logical calls that began before this time.",
                example: "9m"),
            KeyRow(
                "delivered", .word(.operations), "A share of these operations' answers arrived whole.",
                example: "*"),
        ])

    static let exampleStep = KeyTable(
        "exampleStep",
        "One step of the example: a request with its answer, a move of the clock, a phase, a change of what is given, "
            + "an event, or the end of a checkout.",
        [
            KeyRow("send", .text(.requestLine), "A request: method, path and query.", example: "POST /v1/rentals"),
            KeyRow(
                "as", .text(.email), "With `send`: the user whose session it carries. Default: none.",
                example: "ada@example.com"),
            KeyRow(
                "headers", .map(.headerName, .text(.headerValue)), "With `send`: more headers.",
                example: ["Origin": "http://localhost:3000"]),
            KeyRow(
                "body", .anything, "With `send`: the JSON body.", example: ["familyId": "h100-80gb", "gpuCount": 1]),
            KeyRow(
                "answers", .object(.exampleAnswer), "With `send`: what the answer must be.",
                example: ["status": 503, "error": "provider_pool_empty"]),
            KeyRow("advance", .text(.duration), "Moves the world's clock.", example: "30s"),
            KeyRow("phase", .text(.phase), "Moves the scenario to a phase, as `PUT phase` does.", example: "outage"),
            KeyRow(
                "given", .object(.dials), "Changes what is given, as `PATCH given` does.",
                example: ["stock": ["h100-80gb": 0]]),
            KeyRow("event", .events, "Lets others do something, as `POST events` does.", example: "pods-fail"),
            KeyRow("pay", .word(.checkouts), "Pays the latest open checkout.", example: "checkout"),
            KeyRow(
                "decline", .word(.checkouts), "Tries to pay the latest open checkout with a card that is declined.",
                example: "checkout"),
            KeyRow("cancel", .word(.checkouts), "Leaves the latest open checkout without paying.", example: "checkout"),
        ])

    static let exampleAnswer = KeyTable(
        "exampleAnswer", "What an answer must be; only what is given here is compared.",
        [
            KeyRow("status", .integer(100...599), "The status.", example: 503),
            KeyRow("error", .word(.errorCodes), "The code in the body.", example: "provider_pool_empty"),
            KeyRow(
                "headers", .map(.headerName, .text(.headerValue)), "Headers that must be present, with these values.",
                example: ["Retry-After": "30"]),
            KeyRow(
                "body", .anything, "Part of the body: each member given here must be in the answer.",
                example: ["status": "provisioning"]),
            KeyRow(
                "connection", .word(.endings), "Instead of all these: how the connection fails.", example: "reset"),
        ])
}
