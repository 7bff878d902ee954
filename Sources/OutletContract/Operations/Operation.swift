package import OutletWire

/// The API's operations, with one row of the route table for each; the raw value is the operation id that scenario
/// files, reports and OpenAPI use.
///
/// Source: the API's reference. `deleteKey` is implied by its pages, and `getAutoTopup` is this double's one addition:
/// without it, a client cannot render a settings page.
package enum Operation: String, CaseIterable, Hashable, Sendable {
    case requestCode
    case verifyCode
    case me
    case logout
    case oauthStart
    case oauthCallback
    case listListings
    case facets
    case previewRental
    case createRental
    case listRentals
    case getRental
    case stopRental
    case meterRental
    case listKeys
    case createKey
    case deleteKey
    case balance
    case checkout
    case ledger
    case setupIntent
    case getCard
    case deleteCard
    case setAutoTopup
    case getAutoTopup
    case listInvoices
    case getInvoice
    case invoicePayUrl
    case voidInvoice
    case stripeWebhook

    /// The groups that a scenario may name in `on`.
    package enum Group: String, CaseIterable, Sendable {
        case auth
        case catalog
        case rentals
        case sshKeys = "ssh-keys"
        case billing
        case invoices
        case webhooks
    }

    package struct Row: Sendable {
        package var method: Method
        /// The path under the base, with `{parameters}`.
        package var path: String
        package var group: Group
        package var summary: String
        /// The codes that this operation can send besides the common ones, in the catalogue's order of checks.
        package var ownErrors: [ErrorCode]
        package var needsSession = true
        /// More paths to the same operation.
        package var aliases: [String] = []
        package var successStatus = 200
    }

    package var wireName: String { rawValue }
    package var method: Method { row.method }
    package var path: String { row.path }
    package var group: Group { row.group }
    package var needsSession: Bool { Operation.needSession[ordinal] }
    /// Whether the method can change anything (it is not GET); the `Origin` of such calls is checked.
    package var isMutating: Bool { Operation.mutate[ordinal] }

    /// Whether the operation only reads: a GET that does not sign anybody in.
    package var isPlainRead: Bool { !isMutating && self != .oauthStart && self != .oauthCallback }

    // Read on every request, without building the rest of the row.
    private static let needSession = allCases.map(\.row.needsSession)
    private static let mutate = allCases.map { $0.row.method != .get }

    /// The codes shared by many operations that this one can send.
    package var commonErrors: [ErrorCode] {
        var codes: [ErrorCode] = []
        if needsSession { codes += [.unauthorized, .rateLimited] }
        if isMutating && self != .stripeWebhook && !row.ownErrors.contains(.forbidden) { codes.append(.forbidden) }
        return codes + [.internalError, .maintenance]
    }

    /// Every code that this operation can send.
    package var errors: [ErrorCode] { row.ownErrors + commonErrors }

    package func canSend(_ code: ErrorCode) -> Bool { errors.contains(code) }

    /// The operations that can send `code`, in the table's order.
    package static func sending(_ code: ErrorCode) -> [Operation] { allCases.filter { $0.canSend(code) } }

    package var row: Row {
        switch self {
        case .requestCode:
            Row(
                .post, "/v1/auth/request-code", .auth, "Send a one-time code by email",
                [.validationFailed, .invalidEmail, .codeRequestRateLimited], needsSession: false)
        case .verifyCode:
            Row(
                .post, "/v1/auth/verify-code", .auth, "Sign in with a one-time code",
                [.validationFailed, .invalidEmail, .codeInvalid, .codeExpired], needsSession: false)
        case .me:
            Row(.get, "/v1/auth/me", .auth, "Who is signed in")
        case .logout:
            Row(.post, "/v1/auth/logout", .auth, "End the session")
        case .oauthStart:
            Row(
                .get, "/v1/auth/oauth/{provider}", .auth, "Start signing in through Google or GitHub", [.notFound],
                needsSession: false, successStatus: 302)
        case .oauthCallback:
            Row(
                .get, "/v1/auth/oauth/{provider}/callback", .auth, "Come back from the provider's consent page",
                [.notFound, .oauthStateMismatch], needsSession: false, successStatus: 302)
        case .listListings:
            Row(.get, "/v1/catalog/listings", .catalog, "What can be rented now, cheapest first", [.validationFailed])
        case .facets:
            Row(.get, "/v1/catalog/facets", .catalog, "The models, regions, providers and prices in stock")
        case .previewRental:
            Row(
                .post, "/v1/rentals/preview", .rentals, "What a rental would cost, changing nothing",
                [.validationFailed, .invalidCount, .modelUnavailable, .providerPoolEmpty])
        case .createRental:
            Row(
                .post, "/v1/rentals", .rentals, "Launch a pod",
                [
                    .validationFailed, .invalidCount, .modelUnavailable, .insufficientBalance, .providerPoolEmpty,
                    .providerError,
                ])
        case .listRentals:
            Row(.get, "/v1/rentals", .rentals, "Your rentals, newest first", [.validationFailed])
        case .getRental:
            Row(.get, "/v1/rentals/{id}", .rentals, "One rental", [.rentalNotFound])
        case .stopRental:
            Row(
                .post, "/v1/rentals/{id}/stop", .rentals, "Stop a pod and settle its cost",
                [.rentalNotFound, .alreadyStopped, .providerError])
        case .meterRental:
            Row(.get, "/v1/rentals/{id}/meter", .rentals, "What a pod has cost so far", [.rentalNotFound])
        case .listKeys:
            Row(.get, "/v1/ssh-keys", .sshKeys, "Your SSH keys, newest first")
        case .createKey:
            Row(
                .post, "/v1/ssh-keys", .sshKeys, "Add an SSH key", [.validationFailed, .weakKey, .duplicateKey])
        case .deleteKey:
            Row(.delete, "/v1/ssh-keys/{id}", .sshKeys, "Remove an SSH key", [.keyNotFound])
        case .balance:
            Row(.get, "/v1/billing/balance", .billing, "The wallet")
        case .checkout:
            Row(
                .post, "/v1/billing/checkout", .billing, "Top up the wallet",
                [.validationFailed, .invalidAmount, .billingDisabled])
        case .ledger:
            Row(.get, "/v1/billing/ledger", .billing, "Every movement of the wallet, newest first", [.validationFailed])
        case .setupIntent:
            Row(
                .post, "/v1/billing/setup-intent", .billing, "Start putting a card on file",
                [.billingDisabled, .cardAlreadyOnFile])
        case .getCard:
            Row(.get, "/v1/billing/card", .billing, "The card on file")
        case .deleteCard:
            Row(.delete, "/v1/billing/card", .billing, "Remove the card on file", [.billingDisabled, .notFound])
        case .setAutoTopup:
            Row(
                .put, "/v1/billing/auto-topup", .billing, "Top up by itself when the wallet runs low",
                [.validationFailed, .invalidAmount, .billingDisabled])
        case .getAutoTopup:
            Row(.get, "/v1/billing/auto-topup", .billing, "The auto top-up settings")
        case .listInvoices:
            Row(.get, "/v1/billing/invoices", .invoices, "Your invoices, newest first", [.validationFailed])
        case .getInvoice:
            Row(.get, "/v1/billing/invoices/{id}", .invoices, "One invoice", [.notFound])
        case .invoicePayUrl:
            Row(
                .get, "/v1/billing/invoices/{id}/pay-url", .invoices, "Where an invoice can be paid",
                [.notFound, .forbidden, .billingDisabled])
        case .voidInvoice:
            Row(
                .post, "/v1/billing/invoices/{id}/void", .invoices, "Void an open invoice",
                [.notFound, .forbidden, .validationFailed])
        case .stripeWebhook:
            Row(
                .post, "/v1/webhooks/stripe", .webhooks, "Receive Stripe's events",
                [.invalidSignature, .validationFailed], needsSession: false,
                aliases: [
                    "/v1/billing/stripe/webhook", "/api/v1/webhooks/stripe", "/api/v1/billing/stripe/webhook",
                ])
        }
    }
}

extension Operation.Row {
    fileprivate init(
        _ method: Method, _ path: String, _ group: Operation.Group, _ summary: String, _ ownErrors: [ErrorCode] = [],
        needsSession: Bool = true, aliases: [String] = [], successStatus: Int = 200
    ) {
        self.init(
            method: method, path: path, group: group, summary: summary, ownErrors: ownErrors,
            needsSession: needsSession, aliases: aliases, successStatus: successStatus)
    }
}
