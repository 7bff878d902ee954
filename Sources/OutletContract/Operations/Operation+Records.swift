import OutletWire

/// The records that the operations' shapes are built from.
extension Operation {
    static let ok = Field("ok", .boolean, "Always true", example: true)
    static let nextCursor = Field(
        "nextCursor", .opaque("eyJsYXN0SWQiOiJyZW50XzEifQ=="), "Where the next page begins; null on the last",
        nullable: true)

    static let paging = [
        Field(
            "cursor", .cursor, "The nextCursor of the page before", optional: true,
            example: "eyJsYXN0SWQiOiJyZW50XzEifQ=="),
        Field("pageSize", .integer(Limits.pageSize), "At most this many; 50 by default", optional: true),
    ]

    static let listingFilters = [
        Field(
            "model", .text(nil), "A whole model code, or its beginning up to an underscore", optional: true,
            example: "H100"),
        Field("minVramGb", .integer(0...1_000_000), "At least this much memory", optional: true),
        Field("gpuCount", .count(Limits.gpuCounts), "Exactly this many GPUs", optional: true),
        Field("region", .region, "A country code or an area", optional: true),
        Field("maxPricePerHourCents", .integer(0...100_000_000), "At most this price", optional: true),
    ]

    static let podFields = [
        Field("familyId", .reference(Family.allCases.map(\.rawValue)), "Which GPU", example: "h100-80gb"),
        Field("gpuCount", .count(Limits.gpuCounts), "How many GPUs", refusal: .invalidCount),
        Field("templateId", .reference(Template.allCases.map(\.rawValue)), "Which image", optional: true),
        Field("region", .reference(Region.filters), "A country code or an area", optional: true),
    ]

    static let user = Shape([
        Field("id", .id(.user), "The user's id"), Field("email", .email, "In lower case"),
        Field("createdAt", .instant, "When the account was created"),
    ]).named("User")

    static let listing = Shape([
        Field("id", .id(.listing), "The listing's id"),
        Field("model", .choice(Family.allCases.map(\.row.model)), "The model's code", example: "H100_SXM_80GB"),
        Field("family", .choice(Family.allCases.map(\.rawValue)), "The family's id", example: "h100-80gb"),
        Field("vramGb", .integer(1...10_000), "Memory of one GPU in GB", example: 80),
        Field("gpuCount", .count(Limits.gpuCounts), "GPUs of the pod"),
        Field("pricePerHourCents", .integer(0...100_000_000), "For the whole pod", example: 280),
        Field("providerCode", .choice(Provider.allCases.map(\.rawValue)), "The upstream provider"),
        Field("region", .choice(Region.allCases.map(\.rawValue)), "For people"),
        Field("regionCode", .choice(Region.filters.filter { $0 == $0.uppercased() }), "The country"),
        Field(
            "interconnect", .text(nil), "Between the GPUs; null where there is none", nullable: true, example: "NVLink"),
    ]).named("Listing")

    static let facetsAnswer = Shape([
        Field("models", .list(.object(facet)), "By code"), Field("regions", .list(.object(facet)), "By country code"),
        Field("providers", .list(.object(facet)), "By provider code"),
        Field(
            "priceRange",
            .object(
                Shape([
                    Field(
                        "minCents", .integer(0...100_000_000), "The cheapest; null where nothing is in stock",
                        nullable: true),
                    Field(
                        "maxCents", .integer(0...100_000_000), "The dearest; null where nothing is in stock",
                        nullable: true),
                ])), "Prices of an hour"),
    ]).named("Facets")

    private static let facet = Shape([
        Field("code", .text(nil), "What is counted", example: "H100_SXM_80GB"),
        Field("count", .integer(1...1_000_000), "How many listings"),
    ]).named("FacetCount")

    static let preview = Shape([
        Field("pricePerHourCents", .integer(0...100_000_000), "For the whole pod", example: 280),
        Field(
            "estimatedProvisionSeconds", .integer(0...Span.longestDuration.wholeSeconds), "Until the pod runs",
            example: 45),
        Field(
            "matchedListing",
            .object(
                Shape([
                    Field("id", .id(.listing), "The listing's id"),
                    Field("providerCode", .choice(Provider.allCases.map(\.rawValue)), "The upstream provider"),
                    Field("region", .choice(Region.allCases.map(\.rawValue)), "For people"),
                    Field(
                        "model", .choice(Family.allCases.map(\.row.model)), "The model's code", example: "H100_SXM_80GB"
                    ),
                ])), "What would be rented"),
    ]).named("RentalPreview")

    private static let rentalId = Field("id", .id(.rental), "The rental's id")
    private static let rentalStatus = Field(
        "status", .choice(RentalStatus.allCases.map(\.rawValue)), "The pod's status")
    private static let price = Field(
        "pricePerHourCents", .integer(0...100_000_000), "Locked at creation", example: 280)
    private static let host = Field(
        "host", .text(nil), "Null until the pod runs", nullable: true, example: "pod.example")
    private static let port = Field(
        "port", .integer(1...65_535), "Null until the pod runs", nullable: true, example: 22)

    static let launchedRental = Shape([
        rentalId, rentalStatus, host, port, price, Field("startedAt", .instant, "When it was created"),
    ]).named("LaunchedRental")

    static let rental = Shape([
        rentalId, Field("name", .text(nil), "For people", nullable: true), rentalStatus,
        Field("familyId", .choice(Family.allCases.map(\.rawValue)), "Which GPU", example: "h100-80gb"),
        Field("gpuCount", .count(Limits.gpuCounts), "How many GPUs"), price, host, port,
        Field("region", .choice(Region.allCases.map(\.rawValue)), "For people"),
        Field("startedAt", .instant, "When it was created"),
        Field("stoppedAt", .instant, "Null while the pod is live", nullable: true),
        Field("totalChargedCents", .integer(0...Int.max), "Exact to the second", example: 140),
    ]).named("Rental")

    static let wholeRental = Shape(
        rental.fields + [
            Field("provider", .choice(Provider.allCases.map(\.rawValue)), "The upstream provider"),
            Field("error", .text(nil), "Why it failed; null where it did not", nullable: true),
        ]
    ).named("RentalDetail")

    static let stoppedRental = Shape([
        rentalId, rentalStatus,
        Field("finalChargedCents", .integer(0...Int.max), "Net of the refund", example: 140),
        Field("refundedCents", .integer(0...Int.max), "All of it for a pod that ran under 60 s", example: 0),
    ]).named("StoppedRental")

    static let meter = Shape([
        Field("rentalId", .id(.rental), "The rental's id"), Field("ratePerHour", .dollars, "Dollars for an hour"),
        Field("secondsBilled", .integer(0...Int.max), "Whole seconds of running", example: 1800),
        Field("currentChargeCents", .integer(0...Int.max), "Rounded half up", example: 140),
        Field("lastHeartbeatAt", .instant, "Null before the pod runs", nullable: true),
    ]).named("Meter")

    static let sshKey = Shape([
        Field("id", .id(.key), "The key's id"), Field("name", .text(nil), "For people", example: "laptop"),
        Field(
            "fingerprint", .opaque("SHA256:2xxgC7oaHZmqtTiXZPEWYMM3V1ZG3PEgX0VtmWhyQcs"), "As ssh-keygen -lf prints it"),
        Field("algorithm", .opaque("ssh-ed25519"), "The key's type"),
        Field("createdAt", .instant, "When it was added"),
    ]).named("SSHKey")

    /// A well-formed key whose private half nobody has.
    static let exampleKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEFuIGV4YW1wbGUga2V5IG9mIHRoZSBkb2N1bWVudHMh example"

    static let wallet = Shape([
        Field("availableCents", .integer(0...Int.max), "Total less reserved", example: 10_000),
        Field("reservedCents", .integer(0...Int.max), "One hour of each live pod", example: 0),
        Field("totalCents", .integer(0...Int.max), "The ledger's sum", example: 10_000),
        Field("openInvoicesCents", .integer(0...Int.max), "The sum of the open invoices", example: 0),
        Field("openInvoiceCount", .integer(0...Int.max), "How many are open", example: 0),
        Field("updatedAt", .instant, "When the wallet last moved"),
    ]).named("Balance")

    static let ledgerEntry = Shape([
        Field("id", .id(.ledgerEntry), "The entry's id"),
        Field("type", .choice(LedgerEntryType.allCases.map(\.rawValue)), "Why the wallet moved"),
        Field("amountCents", .integer(nil), "Charges are negative", example: 2500),
        Field("balanceAfterCents", .integer(0...Int.max), "The total after this entry", example: 12_500),
        Field("createdAt", .instant, "When it was posted"),
        Field("rentalId", .id(.rental), "The rental that was charged", optional: true),
        Field("stripeChargeId", .id(.charge), "Stripe's charge", optional: true),
    ]).named("LedgerEntry")

    static let card = Shape([
        Field("brand", .text(nil), "Null if there is no card", nullable: true, example: "visa"),
        Field("last4", .digits(4), "Null if there is no card", nullable: true, example: "4242"),
        Field("expMonth", .integer(Limits.cardMonths), "Null if there is no card", nullable: true, example: 12),
        Field("expYear", .integer(Limits.cardYears), "Null if there is no card", nullable: true, example: 2030),
        Field("pmId", .id(.paymentMethod), "Null if there is no card", nullable: true),
    ]).named("Card")

    static let autoTopup = Shape([
        Field("enabled", .boolean, "On or off", example: false),
        Field(
            "thresholdCents", .integer(Limits.autoTopupThresholdCents), "Null if it was never set", nullable: true,
            example: 1000),
        Field(
            "topupAmountCents", .integer(Limits.autoTopupAmountCents), "Null if it was never set", nullable: true,
            example: 5000),
    ]).named("AutoTopup")

    static let invoice = Shape([
        Field("id", .id(.invoice), "The invoice's id"),
        Field("status", .choice(InvoiceStatus.allCases.map(\.rawValue)), "The invoice's status"),
        Field("reason", .choice(InvoiceReason.allCases.map(\.rawValue)), "Why it was opened"),
        Field("amountCents", .integer(0...Int.max), "What is owed", example: 2500),
        Field("currency", .choice(["USD"]), "Always USD"),
        Field("rentalId", .id(.rental), "The rental it is about", nullable: true),
        Field("stripeInvoiceId", .id(.stripeInvoice), "Stripe's invoice", nullable: true),
        Field("hostedInvoiceUrl", .url, "Where it can be paid", nullable: true),
        Field("invoicePdfUrl", .url, "Null with this double", nullable: true, example: .null),
        Field("receiptUrl", .url, "Null until it is paid", nullable: true, example: .null),
        Field("createdAt", .instant, "When it was opened"), Field("dueAt", .instant, "Seven days later"),
        Field("paidAt", .instant, "Null until it is paid", nullable: true, example: .null),
        Field("voidedAt", .instant, "Null unless it is void", nullable: true, example: .null),
        Field("lineItems", .list(.object(lineItem)), "What it is made of"),
    ]).named("Invoice")

    private static let lineItem = Shape([
        Field("id", .id(.lineItem), "The line's id"), Field("description", .text(nil), "For people"),
        Field("amountCents", .integer(nil), "What the line adds", example: 2500),
        Field("rentalId", .id(.rental), "The rental it is about", nullable: true),
        Field("periodStart", .instant, "Null if it is about no period", nullable: true),
        Field("periodEnd", .instant, "Null if it is about no period", nullable: true),
    ]).named("InvoiceLine")
}
