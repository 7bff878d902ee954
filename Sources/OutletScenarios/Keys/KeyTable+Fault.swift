import OutletWire

extension KeyTable {
    package static let fault = KeyTable(
        "fault",
        "One thing that goes wrong on purpose: which calls it matches, on which of the matches it fires, and "
            + "what it does.", faultParts.flatMap(\.rows))

    /// The keys of a fault, grouped by purpose.
    package static let faultParts = [
        KeyTable("Which calls it matches", "All of the keys that are given must hold.", matchingRows),
        KeyTable("On which of its matches it fires", "Without any of these it fires on every match.", countingRows),
        KeyTable("What it does", "At least one effect is needed.", effectRows),
    ]

    private static let matchingRows = [
        KeyRow(
            "id", .text(.faultID),
            "The fault's name in headers, journal and control calls. Default: `on:effect`; a chance and a random delay "
                + "need an explicit one.", example: "empty-twice"),
        KeyRow(
            "on", .oneOrMore(.word(.operations)),
            "The operations it concerns: an operation id, a method with a path, a group, `*`, or a list of them. A "
                + "fault with `error` matches only those that can send it.", example: "createRental", required: true),
        KeyRow(
            "when", .map(.conditionKey, .oneOrMore(.scalar)),
            "What must be true of the call: `user`, `body.x`, `query.x`, `header.x`, `path.x`, of the caller's account "
                + "(`world.balanceCents`, `world.liveRentals`, `world.rentals`, `world.keys`, `world.hasCard`), of the "
                + "stock (`world.stock.FAMILY`) or of the rental in the path (`rental.status`, `rental.familyId`, "
                + "`rental.region`, `rental.ageSeconds`). Each with a value, text with `*` for any characters, a "
                + "comparison of numbers (`<500`, `>=3`, `3..5`), or a list of them of which one is enough. null: "
                + "missing.", example: ["body.familyId": "h100-80gb", "world.balanceCents": "<500"]),
        KeyRow(
            "phase", .oneOrMore(.text(.phase)),
            "The phases in which it matches. Default: all. Every world starts in phase `start`.", example: "start"),
        KeyRow(
            "from", .text(.duration), "Matches from this time on since the world was made or last reset.",
            example: "2m"),
        KeyRow(
            "until", .text(.duration), "Matches before this time since the world was made or last reset.",
            example: "3m"),
        KeyRow(
            "again", .text(.duration), "With `until`: the window opens again each time this much has passed.",
            example: "5m"),
    ]

    private static let countingRows = [
        KeyRow(
            "per", .text(.countedSubject),
            "Counts matches separately for each `user`, `session`, `connection`, `path.id`, `body.x`, `query.x` or "
                + "`header.x`; a call without it does not match. At most 10,000 values are remembered, the oldest is "
                + "forgotten first.", example: "user"),
        KeyRow(
            "share", .number(0...1),
            "With `per`: concerns only this share of the values, always the same ones.", example: .decimal("0.1")),
        KeyRow(
            "nth", .oneOrMore(.integer(1...1_000_000_000)),
            "Fires only on these of its matches, counted from 1.", example: [1, 4]),
        KeyRow(
            "after", .integer(0...1_000_000_000), "Lets this many matches pass before it fires.", example: 5, default: 0
        ),
        KeyRow(
            "every", .integer(1...1_000_000_000), "Fires on every Nth match, counted after `after`.",
            example: 3, default: 1),
        KeyRow(
            "chance", .either([.number(0...1), .object(.chanceRamp)]),
            "Fires with this probability, or with one that changes over time. The draws depend on seed, id, value and "
                + "count alone.", example: .decimal("0.3")),
        KeyRow(
            "inARow", .integer(1...1_000_000_000), "With `chance`: fires on at most this many matches in a row.",
            example: 10),
        KeyRow(
            "times", .integer(0...1_000_000_000), "Fires at most this many times. Default: no limit.", example: 2),
    ]

    private static let effectRows = [
        KeyRow(
            "error", .word(.errorCodes),
            "Answers with this code; status, message and headers come from the catalogue.",
            example: "provider_pool_empty"),
        KeyRow(
            "message", .text(.text(maximum: 1000)), "With `error`: another message.",
            example: "No H100 left, try again in half a minute"),
        KeyRow(
            "details", .map(.line(maximum: 200), .text(.text(maximum: 1000))),
            "With `error`: the fields at fault, each with a sentence.", example: ["gpuCount": "must be 1, 2, 4 or 8"]),
        KeyRow(
            "retryAfter", .either([.integer(RetryWait.seconds), .text(.wait)]),
            "With `error`: what Retry-After says: whole seconds, a range of which one number is drawn each time, or "
                + "`window`, which is until this fault's window ends.", example: 30),
        KeyRow(
            "retryAfterAs", .word(.waitForms),
            "With `error`: whether Retry-After says seconds or a date, by the answer's own Date.", example: "date",
            default: "seconds"),
        KeyRow(
            "headers", .map(.headerName, .either([.text(.headerValue), .null])),
            "With `error`: headers to set, or, with null, to leave out; those that every answer carries too.",
            example: ["Retry-After": nil]),
        KeyRow(
            "force", .boolean, "With `error`: also on operations that cannot send it.", example: true, default: false),
        KeyRow(
            "respond", .object(.respond), "Answers with something outside the contract.",
            example: ["status": 502, "text": "Bad Gateway"]),
        KeyRow(
            "answer", .object(.answerChange),
            "The operation runs, and its own answer is changed on its way out.",
            example: ["merge": ["status": "RUNNING"]]),
        KeyRow(
            "set", .object(.dials),
            "Before the operation runs, changes what is given, as `PATCH given` does. It stays changed.",
            example: ["stock": ["h100-80gb": 0]]),
        KeyRow(
            "event", .events,
            "Before the operation runs, others do something that stays done: a name, an object that narrows it down, "
                + "or a list of them.", example: ["name": "pods-fail", "family": "h100-80gb"]),
        KeyRow(
            "stale", .text(.staleness),
            "Calls that only read see the world as it was this long ago, at most 10m; sessions and limits are those of now. "
                + "Of several faults the last one counts.", example: "2s"),
        KeyRow(
            "connection", .either([.word(.endings), .object(.connection)]),
            "How the connection fails: `reset` (RST), `close` (FIN without an answer), `hang` (no answer, ever), "
                + "`early` (RST when the request's head has arrived, while the client still sends its body), `truncate` "
                + "(the whole length is announced, half of the body is sent), `stall` (the same, then silence), "
                + "`badChunk` (half of the body in a chunk, then bytes that are no chunk), `last` (the whole answer, then "
                + "an end that it did not announce), `garbage` (bytes that are not HTTP).",
            example: "reset"),
        KeyRow(
            "commit", .boolean,
            "The operation runs and keeps its effect; only the answer is replaced or lost.", example: true,
            default: false),
        KeyRow(
            "delay",
            .either([.text(.durationOrRange), .object(.delay)]),
            "Holds the answer back: a duration, a range, percentiles, a lognormal distribution or a ramp. Delays of "
                + "several faults add up.",
            example: "250ms"),
        KeyRow(
            "bodyDelay", .either([.text(.durationOrRange), .object(.delay)]),
            "Sends the head and holds the body back, for as long as `delay` could say. An answer without a body does "
                + "not wait.", example: "2s"),
        KeyRow(
            "drip", .object(.drip), "Sends the answer slowly. Of several faults the last one's drip wins.",
            example: ["bytesPerSecond": 100]),
        KeyRow("goto", .text(.phase), "Moves the world into this phase.", example: "broken"),
    ]

    /// The effects that let the search for an answer go on.
    static let passingEffects = ["set", "event", "stale", "delay", "bodyDelay", "drip", "goto"]

    static let connection = KeyTable(
        "connection", "How the connection fails, and where or when; one of these.",
        [
            KeyRow(
                "truncateAt", .integer(0...1_000_000_000),
                "Like `truncate`, after this many bytes of the body; never all of them.", example: 100),
            KeyRow(
                "stallAt", .integer(0...1_000_000_000),
                "Like `stall`, after this many bytes of the body; never all of them.", example: 100),
            KeyRow(
                "lastAfter", .text(.duration),
                "Like `last`, and the end comes this long after the answer; what the client asks in the meantime is not "
                    + "answered. At once under a virtual clock.", example: "2s"),
        ])

    static let respond = KeyTable(
        "respond", "An answer outside the contract.",
        [
            KeyRow("status", .integer(200...599), "The status.", example: 502, required: true),
            KeyRow(
                "headers", .map(.headerName, .either([.text(.headerValue), .null])),
                "Headers to set, or, with null, to leave out; those that every answer carries too.",
                example: ["Content-Type": "text/html"]),
            KeyRow("body", .anything, "A JSON body.", example: ["message": "Bad Gateway"]),
            KeyRow(
                "text", .text(.text(maximum: 1_000_000)), "A body of plain text, instead of `body`.",
                example: "Bad Gateway"),
        ])

    static let answerChange = KeyTable(
        "answer", "How the operation's own answer is changed on its way out; applied in this order.",
        [
            KeyRow("status", .integer(200...599), "Another status.", example: 202),
            KeyRow(
                "merge", .anything,
                "A JSON merge patch (RFC 7396) of the body: members replace or join those that are there, null takes "
                    + "one out.", example: ["nextCursor": "bm93aGVyZQ"]),
            KeyRow(
                "drop", .oneOrMore(.text(.jsonPath)),
                "Members and elements to leave out, as dotted paths; a number names an element of a list, `*` names "
                    + "every element or member.", example: ["listings.*.region"]),
            KeyRow(
                "repeat", .oneOrMore(.text(.jsonPath)), "Elements of lists to send twice, as dotted paths.",
                example: ["listings.0"]),
            KeyRow(
                "headers", .map(.headerName, .either([.text(.headerValue), .null])),
                "Headers to set, or, with null, to leave out.",
                example: ["Deprecation": "@1767225600", "X-RateLimit-Remaining": nil]),
        ])

    static let delay = KeyTable(
        "delay",
        "How long answers are held back: `p50`, `p95` and `p99` (straight lines lie between), `median` with `sigma`, or "
            + "`from`, `to` and `over`.",
        [
            KeyRow("p50", .text(.duration), "Half of the answers take no longer.", example: "80ms"),
            KeyRow("p95", .text(.duration), "95 % of the answers take no longer.", example: "400ms"),
            KeyRow("p99", .text(.duration), "99 % of the answers take no longer, and none does.", example: "2s"),
            KeyRow(
                "median", .text(.duration), "Lognormal: half of the answers take no longer.", example: "80ms"),
            KeyRow(
                "sigma", .number(0...10), "Lognormal: the standard deviation of the delay's logarithm.",
                example: .decimal("0.5")),
            KeyRow(
                "from", .text(.duration), "A ramp: the delay when the fault's window opens.", example: "50ms"),
            KeyRow("to", .text(.duration), "A ramp: the delay at its end, and from then on.", example: "5s"),
            KeyRow("over", .text(.duration), "A ramp: how long it takes.", example: "10m"),
        ])

    static let chanceRamp = KeyTable(
        "chanceRamp", "A probability that changes in a straight line from the moment the fault's window opens.",
        [
            KeyRow("from", .number(0...1), "The probability when the window opens.", example: 0, required: true),
            KeyRow(
                "to", .number(0...1), "The probability at the end of the ramp, and from then on.",
                example: .decimal("0.5"), required: true),
            KeyRow("over", .text(.duration), "How long the ramp takes.", example: "10m", required: true),
        ])

    static let drip = KeyTable(
        "drip", "How slowly an answer is sent.",
        [
            KeyRow(
                "bytesPerSecond", .integer(1...1_000_000_000), "Bytes in a second.", example: 100, required: true)
        ])
}
