import OutletContract
import OutletWire

extension KeyTable {
    static let given = KeyTable(
        "given", "What the world begins with.",
        [
            KeyRow(
                "users", .list(.object(.user)),
                "The accounts. Default: dev@example.com with session `dev` and $100.00.",
                example: [["email": "ada@example.com", "sid": "ada", "balanceCents": 5000]]),
            KeyRow(
                "stock", .wordMap(.families, .integer(0...1_000_000)),
                "GPUs left in the pool, by family; families not named here keep the catalogue's stock.",
                example: ["h100-80gb": 1, "rtx-4090": 4]),
            KeyRow(
                "listings", .list(.object(.listing)), "Replaces the whole catalogue.",
                example: [["family": "h100-80gb", "gpuCount": 1, "pricePerHourCents": 280]]),
            KeyRow(
                "billing", .word(.billing), "`disabled` refuses payments with billing_disabled.", example: "disabled",
                default: "enabled"),
            KeyRow(
                "maintenance", .either([.boolean, .object(.maintenance)]),
                "Whether the API is down for maintenance, and what its Retry-After says.", example: ["retryAfter": 120],
                default: false),
            KeyRow(
                "oauth", .list(.word(.oauthProviders)),
                "The sign-in providers that are configured. Default: both.", example: ["google", "github"]),
            KeyRow(
                "secondCard", .word(.secondCard),
                "Whether a second card is refused with card_already_on_file or replaces the first.",
                example: "replace", default: "refuse"),
            KeyRow(
                "code", .text(.oneTimeCode), "A fixed one-time code instead of a seeded one.", example: "123456"),
            KeyRow(
                "limits", .object(.limits), "Limits that differ from the API's own.", example: ["requestsPerMinute": 5]),
            KeyRow(
                "provisioning", .object(.provisioning), "How long new pods take to start, and how that ends.",
                example: ["takes": "5m", "then": "failed"]),
            KeyRow(
                "webhookSecret", .text(.line(maximum: 200)), "The secret that Stripe's webhooks are signed with.",
                example: "whsec_test"),
            KeyRow(
                "appUrl", .text(.url),
                "The front end that redirects to `/app…` and `/login…` lead to. Default: small pages of our own.",
                example: "http://localhost:3000"),
        ])

    static let user = KeyTable(
        "user", "An account, and what it holds when the world begins.",
        [
            KeyRow("email", .text(.email), "The address.", example: "ada@example.com", required: true),
            KeyRow(
                "sid", .text(.sessionID), "The session cookie that signs this user in. Default: none.", example: "ada"),
            KeyRow(
                "balanceCents", .integer(0...1_000_000_000_000), "The wallet, in cents.", example: 5000, default: 0),
            KeyRow("card", .object(.card), "The card on file.", example: ["brand": "visa", "last4": "4242"]),
            KeyRow(
                "autoTopup", .object(.autoTopup), "The auto top-up settings; enabling needs a card.",
                example: ["thresholdCents": 500, "topupAmountCents": 2000]),
            KeyRow(
                "keys", .list(.object(.key)), "The SSH keys on file, oldest first.",
                example: [["name": "laptop", "publicKey": .string(examplePublicKey)]]),
            KeyRow(
                "rentals", .list(.object(.rental)), "The rentals, oldest first.",
                example: [["familyId": "h100-80gb", "status": "running", "age": "10m"]]),
            KeyRow(
                "invoices", .list(.object(.invoice)), "The invoices, oldest first.",
                example: [["reason": "manual", "amountCents": 2500]]),
        ])

    static let card = KeyTable(
        "card", "A card on file.",
        [
            KeyRow("brand", .text(.line(maximum: 20)), "The brand.", example: "visa", default: "visa"),
            KeyRow("last4", .text(.lastFourDigits), "The last four digits.", example: "4242", default: "4242"),
            KeyRow("expMonth", .integer(1...12), "The month it expires in.", example: 12, default: 12),
            KeyRow("expYear", .integer(2000...2100), "The year it expires in.", example: 2030, default: 2030),
            KeyRow("declines", .boolean, "Whether every charge is declined.", example: true, default: false),
        ])

    static let autoTopup = KeyTable(
        "autoTopup", "The auto top-up settings.",
        [
            KeyRow("enabled", .boolean, "Whether it is on.", example: true, default: true),
            KeyRow(
                "thresholdCents", .integer(Limits.autoTopupThresholdCents),
                "Tops up when less than this is available, in cents.",
                example: 500, required: true),
            KeyRow(
                "topupAmountCents", .integer(Limits.autoTopupAmountCents), "How much is added, in cents.",
                example: 2000,
                required: true),
        ])

    static let key = KeyTable(
        "key", "An SSH key on file.",
        [
            KeyRow("name", .text(.line(maximum: 64)), "Its name.", example: "laptop", required: true),
            KeyRow(
                "publicKey", .text(.publicKey), "The whole line of the .pub file.", example: .string(examplePublicKey),
                required: true),
        ])

    static let rental = KeyTable(
        "rental", "A rental that is there when the world begins.",
        [
            KeyRow("familyId", .word(.families), "The GPU family.", example: "h100-80gb", required: true),
            KeyRow("gpuCount", .integer(1...8), "GPUs: 1, 2, 4 or 8.", example: 1, default: 1),
            KeyRow("status", .word(.rentalStatuses), "Its status.", example: "running", default: "running"),
            KeyRow(
                "age", .text(.duration), "How long ago it was created when the world begins.", example: "10m",
                default: "0s"),
            KeyRow("name", .text(.line(maximum: 64)), "Its name.", example: "training"),
        ])

    static let invoice = KeyTable(
        "invoice", "An invoice that is there when the world begins.",
        [
            KeyRow("reason", .word(.invoiceReasons), "Why it was opened.", example: "manual", default: "manual"),
            KeyRow(
                "amountCents", .integer(1...1_000_000_000), "The amount, in cents.", example: 2500, required: true),
            KeyRow("status", .word(.invoiceStatuses), "Its status.", example: "open", default: "open"),
            KeyRow(
                "age", .text(.duration), "How long ago it was opened when the world begins.", example: "3d",
                default: "0s"),
        ])

    static let listing = KeyTable(
        "listing", "One row of the catalogue.",
        [
            KeyRow("family", .word(.families), "The GPU family.", example: "h100-80gb", required: true),
            KeyRow("gpuCount", .integer(1...8), "GPUs of the pod: 1, 2, 4 or 8.", example: 1, default: 1),
            KeyRow(
                "providerCode", .word(.providers), "The upstream provider. Default: the family's first.",
                example: "vast"),
            KeyRow(
                "region", .word(.regions), "The region's label. Default: the family's first with that provider.",
                example: "US-East"),
            KeyRow(
                "pricePerHourCents", .integer(1...100_000_000),
                "The price of the whole pod for one hour, in cents. Default: the family's price times the GPUs.",
                example: 280),
        ])

    static let maintenance = KeyTable(
        "maintenance", "Planned maintenance.",
        [
            KeyRow(
                "retryAfter", .integer(1...31_536_000), "What Retry-After says, in whole seconds.", example: 120,
                default: 120)
        ])

    static let limits = KeyTable(
        "limits", "Limits that differ from the API's own.",
        [
            KeyRow(
                "requestsPerMinute", .integer(1...1_000_000_000), "Requests that one session may make in a minute.",
                example: 5,
                default: .integer(Limits.requestsPerMinute)),
            KeyRow(
                "requestsPerHour", .integer(1...1_000_000_000), "Requests that one session may make in an hour.",
                example: 50,
                default: .integer(Limits.requestsPerHour)),
            KeyRow(
                "checkoutsPerHour", .integer(0...1_000_000_000), "Checkouts that one user may start in an hour.",
                example: 2,
                default: .integer(Limits.checkoutsPerHour)),
            KeyRow(
                "codeEvery", .text(.duration), "How long an address must wait between two one-time codes.",
                example: "5s",
                default: .string(Limits.codeEvery.durationText)),
            KeyRow(
                "codeAttempts", .integer(1...1_000_000_000),
                "After this many wrong guesses a one-time code stops working.",
                example: 3, default: .integer(Limits.codeAttempts)),
        ])

    static let provisioning = KeyTable(
        "provisioning", "How long new pods take to start, and how that ends.",
        [
            KeyRow(
                "takes", .text(.duration), "How long a pod takes to start.", example: "5m",
                default: .string(Limits.provisioning.durationText)),
            KeyRow(
                "then", .word(.provisioningEnds),
                "What happens then: it runs, it fails to start, it runs and fails later (`crash`; it is refunded), or it "
                    + "never gets any further (`stuck`).",
                example: "failed", default: "running"),
            KeyRow(
                "after", .text(.duration), "With `crash`: how long the pod runs before it fails.", example: "5m",
                default: .string(Limits.crashesAfter.durationText)),
            KeyRow(
                "error", .text(.line(maximum: 500)), "With `failed` and `crash`: what the rental's `error` says.",
                example: "The provider lost the machine"),
        ])

    private static let examplePublicKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ada@example.com"
}
