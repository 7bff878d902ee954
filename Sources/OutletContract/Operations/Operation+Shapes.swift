import OutletWire

/// The shapes of each operation's path, query, body and answer.
extension Operation {
    /// The `{parameters}` of the path.
    package var pathShape: Shape {
        switch self {
        case .oauthStart, .oauthCallback:
            Shape([Field("provider", .reference(["google", "github"]), "Who signs the user in")])
        case .getRental, .stopRental, .meterRental: Shape([Field("id", .id(.rental), "The rental's id")])
        case .deleteKey: Shape([Field("id", .id(.key), "The key's id")])
        case .getInvoice, .invoicePayUrl, .voidInvoice: Shape([Field("id", .id(.invoice), "The invoice's id")])
        default: .empty
        }
    }

    /// The query. Parameters that it does not name are ignored.
    package var queryShape: Shape { Operation.queryShapes[ordinal] }

    /// The body; nil if the operation takes none.
    package var bodyShape: Shape? { Operation.bodyShapes[ordinal] }

    // Built once, because every request is checked against them.
    private static let queryShapes = allCases.map(\.writtenQueryShape)
    private static let bodyShapes = allCases.map(\.writtenBodyShape)

    private var writtenQueryShape: Shape {
        switch self {
        case .oauthCallback:
            Shape([
                Field("code", .text(nil), "What the provider handed out", optional: true),
                Field("state", .text(nil), "The state that oauthStart issued", optional: true),
            ])
        case .listListings: Shape(Operation.listingFilters + Operation.paging)
        case .listRentals:
            Shape(
                [Field("status", .choice(RentalStatus.allCases.map(\.rawValue)), "Only these", optional: true)]
                    + Operation.paging)
        case .ledger:
            Shape(
                [Field("type", .choice(LedgerEntryType.allCases.map(\.rawValue)), "Only these", optional: true)]
                    + Operation.paging)
        case .listInvoices:
            Shape([
                Field("status", .choice(InvoiceStatus.allCases.map(\.rawValue)), "Only these", optional: true),
                Field("limit", .integer(Limits.pageSize), "At most this many; 50 by default", optional: true),
            ])
        default: .empty
        }
    }

    private var writtenBodyShape: Shape? {
        switch self {
        case .requestCode:
            Shape([
                Field("email", .email, "Where the code goes", refusal: .invalidEmail),
                Field("intent", .choice(["login", "signup"]), "What the page was for", optional: true),
            ])
        case .verifyCode:
            Shape([
                Field("email", .email, "Where the code went", refusal: .invalidEmail),
                Field("code", .text(nil), "The six digits", example: "123456"),
            ])
        case .previewRental: Shape(Operation.podFields)
        case .createRental:
            Shape(
                Operation.podFields + [
                    Field("name", .text(0...Limits.nameCharacters.upperBound), "For people", optional: true),
                    Field(
                        "autoStopAfterHours", .number(above: 0, upTo: Double(Limits.autoStopMaximumHours)),
                        "Stop this many hours after the pod began to run; fractions allowed", optional: true, example: 8
                    ),
                ])
        case .createKey:
            Shape([
                Field("name", .text(Limits.nameCharacters), "For people", example: "laptop"),
                Field(
                    "publicKey", .text(nil), "The whole line of the .pub file", example: .string(Operation.exampleKey)),
            ]).with { body in
                guard let problem = body["publicKey"]?.string.flatMap(SSHPublicKey.problem) else { return [] }
                return [Shape.Finding(problem.code, "publicKey", problem.sentence)]
            }
        case .checkout:
            Shape([
                Field(
                    "amountCents", .integer(Limits.topUpCents), "What to add to the wallet", refusal: .invalidAmount,
                    example: 2500)
            ])
        case .setAutoTopup:
            Shape([
                Field("enabled", .boolean, "On or off", example: false),
                Field(
                    "thresholdCents", .integer(Limits.autoTopupThresholdCents),
                    "Top up when the available balance falls below this", optional: true, nullable: true,
                    example: 1000),
                Field(
                    "topupAmountCents", .integer(Limits.autoTopupAmountCents), "What to add each time", optional: true,
                    nullable: true, refusal: .invalidAmount, example: 5000),
            ]).with { body in
                guard body["enabled"]?.bool == true else { return [] }
                return ["thresholdCents", "topupAmountCents"].filter { body[$0] ?? .null == .null }.map {
                    Shape.Finding(.validationFailed, $0, "is required to enable this")
                }
            }
        case .stripeWebhook:
            Shape(
                [
                    Field("id", .text(1...255), "The event's id", example: "evt_1"),
                    Field("type", .text(1...255), "What happened", example: "checkout.session.completed"),
                    Field(
                        "data",
                        .object(
                            Shape([Field("object", .object(Shape(isOpen: true)), "What it is about")], isOpen: true)),
                        "The event's data"),
                ], isOpen: true)
        default: nil
        }
    }

    /// The body of a successful answer; nil for a redirect.
    package var answerShape: Shape? {
        switch self {
        case .oauthStart, .oauthCallback: nil
        case .requestCode:
            Shape([Operation.ok, Field("created", .boolean, "Whether this call created the account")])
        case .verifyCode, .me:
            Shape([
                Field("user", .object(Operation.user), "Who is signed in"),
                Field("expiresAt", .instant, "When the session ends unless it is used"),
            ])
        case .logout, .deleteKey, .deleteCard, .voidInvoice: Shape([Operation.ok])
        case .listListings:
            Shape([
                Field("listings", .list(.object(Operation.listing)), "Cheapest first, ties by id"),
                Operation.nextCursor,
            ])
        case .facets: Operation.facetsAnswer
        case .previewRental: Operation.preview
        case .createRental: Operation.launchedRental
        case .listRentals:
            Shape([
                Field("rentals", .list(.object(Operation.rental)), "Newest first"), Operation.nextCursor,
            ])
        case .getRental: Operation.wholeRental
        case .stopRental: Operation.stoppedRental
        case .meterRental: Operation.meter
        case .listKeys: Shape([Field("keys", .list(.object(Operation.sshKey)), "Newest first")])
        case .createKey: Operation.sshKey
        case .balance: Operation.wallet
        case .checkout:
            Shape([
                Field("checkoutUrl", .url, "Where to pay; null when a card on file was charged", nullable: true),
                Field("sessionId", .id(.checkoutSession), "Stripe's checkout session"),
            ])
        case .ledger:
            Shape([
                Field("entries", .list(.object(Operation.ledgerEntry)), "Newest first"),
                Field("balanceCents", .integer(nil), "The wallet's total", example: 10_000), Operation.nextCursor,
            ])
        case .setupIntent:
            Shape([
                Field("clientSecret", .opaque("seti_1_secret_1"), "For Stripe's form"),
                Field("publishableKey", .opaque("pk_test_1"), "For Stripe's form"),
            ])
        case .getCard: Operation.card
        case .setAutoTopup, .getAutoTopup: Operation.autoTopup
        case .listInvoices: Shape([Field("data", .list(.object(Operation.invoice)), "Newest first")])
        case .getInvoice: Operation.invoice
        case .invoicePayUrl: Shape([Field("url", .url, "Where the invoice can be paid")])
        case .stripeWebhook:
            Shape([
                Field("received", .boolean, "Always true", example: true),
                Field("duplicate", .boolean, "True if this event was received before", optional: true, example: true),
            ])
        }
    }
}
