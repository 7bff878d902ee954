// swift-format-ignore-file
// Made from the contract's tables by `REWRITE_DOCUMENTS=1 swift test --filter PublicNameTests`.

extension MockOperation {
    /// `POST /v1/auth/request-code`: Send a one-time code by email.
    public static let requestCode = MockOperation(rawValue: "requestCode")
    /// `POST /v1/auth/verify-code`: Sign in with a one-time code.
    public static let verifyCode = MockOperation(rawValue: "verifyCode")
    /// `GET /v1/auth/me`: Who is signed in.
    public static let me = MockOperation(rawValue: "me")
    /// `POST /v1/auth/logout`: End the session.
    public static let logout = MockOperation(rawValue: "logout")
    /// `GET /v1/auth/oauth/{provider}`: Start signing in through Google or GitHub.
    public static let oauthStart = MockOperation(rawValue: "oauthStart")
    /// `GET /v1/auth/oauth/{provider}/callback`: Come back from the provider's consent page.
    public static let oauthCallback = MockOperation(rawValue: "oauthCallback")
    /// `GET /v1/catalog/listings`: What can be rented now, cheapest first.
    public static let listListings = MockOperation(rawValue: "listListings")
    /// `GET /v1/catalog/facets`: The models, regions, providers and prices in stock.
    public static let facets = MockOperation(rawValue: "facets")
    /// `POST /v1/rentals/preview`: What a rental would cost, changing nothing.
    public static let previewRental = MockOperation(rawValue: "previewRental")
    /// `POST /v1/rentals`: Launch a pod.
    public static let createRental = MockOperation(rawValue: "createRental")
    /// `GET /v1/rentals`: Your rentals, newest first.
    public static let listRentals = MockOperation(rawValue: "listRentals")
    /// `GET /v1/rentals/{id}`: One rental.
    public static let getRental = MockOperation(rawValue: "getRental")
    /// `POST /v1/rentals/{id}/stop`: Stop a pod and settle its cost.
    public static let stopRental = MockOperation(rawValue: "stopRental")
    /// `GET /v1/rentals/{id}/meter`: What a pod has cost so far.
    public static let meterRental = MockOperation(rawValue: "meterRental")
    /// `GET /v1/ssh-keys`: Your SSH keys, newest first.
    public static let listKeys = MockOperation(rawValue: "listKeys")
    /// `POST /v1/ssh-keys`: Add an SSH key.
    public static let createKey = MockOperation(rawValue: "createKey")
    /// `DELETE /v1/ssh-keys/{id}`: Remove an SSH key.
    public static let deleteKey = MockOperation(rawValue: "deleteKey")
    /// `GET /v1/billing/balance`: The wallet.
    public static let balance = MockOperation(rawValue: "balance")
    /// `POST /v1/billing/checkout`: Top up the wallet.
    public static let checkout = MockOperation(rawValue: "checkout")
    /// `GET /v1/billing/ledger`: Every movement of the wallet, newest first.
    public static let ledger = MockOperation(rawValue: "ledger")
    /// `POST /v1/billing/setup-intent`: Start putting a card on file.
    public static let setupIntent = MockOperation(rawValue: "setupIntent")
    /// `GET /v1/billing/card`: The card on file.
    public static let getCard = MockOperation(rawValue: "getCard")
    /// `DELETE /v1/billing/card`: Remove the card on file.
    public static let deleteCard = MockOperation(rawValue: "deleteCard")
    /// `PUT /v1/billing/auto-topup`: Top up by itself when the wallet runs low.
    public static let setAutoTopup = MockOperation(rawValue: "setAutoTopup")
    /// `GET /v1/billing/auto-topup`: The auto top-up settings.
    public static let getAutoTopup = MockOperation(rawValue: "getAutoTopup")
    /// `GET /v1/billing/invoices`: Your invoices, newest first.
    public static let listInvoices = MockOperation(rawValue: "listInvoices")
    /// `GET /v1/billing/invoices/{id}`: One invoice.
    public static let getInvoice = MockOperation(rawValue: "getInvoice")
    /// `GET /v1/billing/invoices/{id}/pay-url`: Where an invoice can be paid.
    public static let invoicePayUrl = MockOperation(rawValue: "invoicePayUrl")
    /// `POST /v1/billing/invoices/{id}/void`: Void an open invoice.
    public static let voidInvoice = MockOperation(rawValue: "voidInvoice")
    /// `POST /v1/webhooks/stripe`: Receive Stripe's events.
    public static let stripeWebhook = MockOperation(rawValue: "stripeWebhook")
    /// All operations of the group `auth`.
    public static let auth = MockOperation(rawValue: "auth")
    /// All operations of the group `catalog`.
    public static let catalog = MockOperation(rawValue: "catalog")
    /// All operations of the group `rentals`.
    public static let rentals = MockOperation(rawValue: "rentals")
    /// All operations of the group `ssh-keys`.
    public static let sshKeys = MockOperation(rawValue: "ssh-keys")
    /// All operations of the group `billing`.
    public static let billing = MockOperation(rawValue: "billing")
    /// All operations of the group `invoices`.
    public static let invoices = MockOperation(rawValue: "invoices")
    /// All operations of the group `webhooks`.
    public static let webhooks = MockOperation(rawValue: "webhooks")
    /// Every operation.
    public static let all = MockOperation(rawValue: "*")
}
