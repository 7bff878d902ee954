import OutletWire

extension KeyTable {
    static let timelineStep = KeyTable(
        "timelineStep", "What happens by itself at a moment of the world's clock, between two calls.",
        [
            KeyRow(
                "at", .text(.duration), "When it happens, counted from the world's start or its last reset.",
                example: "5m", required: true),
            KeyRow(
                "again", .text(.period),
                "Happens again each time this much has passed, at least 1s. The steps of one world together come again at "
                    + "most 10,000 times.",
                example: "10m"),
            KeyRow("phase", .text(.phase), "Moves the scenario to a phase, as `PUT phase` does.", example: "brownout"),
            KeyRow(
                "set", .object(.dials), "Changes what is given, as `PATCH given` does.",
                example: ["stock": ["h100-80gb": 0]]),
            KeyRow("event", .events, "Lets others do something, as `POST events` does.", example: "pods-fail"),
            KeyRow(
                "note", .text(.line(maximum: 200)), "What the journal says beside it.",
                example: "the provider's console goes red"),
        ])
}
