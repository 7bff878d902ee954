import OutletContract
import OutletWire

extension KeyTable {
    /// What a control call, a fault or a step of a drill changes while a world runs.
    static let dials: KeyTable = {
        var table = given.only(
            ["stock", "billing", "maintenance", "limits", "provisioning"], name: "dials",
            "What can be changed while a world runs.")
        table.rows += [
            KeyRow(
                "balanceCents", .map(.account, .integer(0...1_000_000_000)),
                "What the wallets of these users hold from now on, in cents. What running pods have used and not yet "
                    + "been charged for stays in them. In a fault, `caller` is whoever calls.",
                example: ["ada@example.com": 0]),
            KeyRow(
                "prices", .wordMap(.families, .integer(1...12_500_000)),
                "What one GPU costs for an hour from now on, in cents, by family; a listing costs it times its GPUs. "
                    + "Pods keep the price at which they were launched.", example: ["h100-80gb": 350]),
        ]
        return table
    }()

    static let event = KeyTable(
        "event", "Something that others do to the world.",
        [
            KeyRow("name", .word(.events), "What happens.", example: "pods-fail", required: true),
            KeyRow(
                "user", .text(.account),
                "Whom it happens to: an address, or, in a fault, `caller` for whoever calls. Default: everybody.",
                example: "ada@example.com"),
            KeyRow("family", .word(.families), "Only to pods or stock of this family.", example: "h100-80gb"),
            KeyRow("region", .word(.regions), "Only to pods in this region.", example: "US-East"),
        ])
}

extension KeyShape {
    /// The value of `event`.
    static let events = KeyShape.oneOrMore(.either([.word(.events), .object(.event)]))
}
