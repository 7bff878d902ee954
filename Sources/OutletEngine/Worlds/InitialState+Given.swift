import OutletContract
import OutletDomain
import OutletScenarios

/// Converts what a scenario file gives into a world's initial state.
extension InitialState {
    /// Flags override the file; what neither sets keeps the domain's default.
    init(_ given: Given, _ flags: EngineConfiguration) {
        self.init()
        if let users = given.users { self.users = users.map(User.init) }
        stock = given.stockGPUs
        listings = given.listings?.map {
            Listing(
                $0.family, gpuCount: $0.gpuCount, pricePerHour: $0.pricePerHour, provider: $0.provider,
                region: $0.region)
        }
        settings = Settings(given)
        if let secret = flags.webhookSecret { settings.webhookSecret = secret }
        if let url = flags.appURL { settings.appUrl = url }
    }
}

extension Settings {
    fileprivate init(_ given: Given) {
        self.init()
        turn(given)
        if let providers = given.oauthProviders { oauthProviders = providers.map(\.rawValue) }
        if let choice = given.secondCard { secondCard = choice == .replace ? .replace : .refuse }
        fixedCode = given.code
        if let secret = given.webhookSecret { webhookSecret = secret }
        appUrl = given.appURL
    }

    /// Sets the dials that may change while a world runs; what `given` leaves out stays as it is.
    mutating func turn(_ given: Given) {
        if let isEnabled = given.isBillingEnabled { isBillingEnabled = isEnabled }
        switch given.maintenance {
        case .on(let seconds)?:
            maintenance = Maintenance(retryAfterSeconds: seconds ?? maintenance?.retryAfterSeconds)
        case .off?: maintenance = nil
        case nil: break
        }
        requestLimits.turn(given.limits)
        if let changes = given.provisioning { provisioning.turn(changes) }
    }
}

extension RequestLimits {
    fileprivate mutating func turn(_ changes: Given.LimitChanges) {
        requestsPerMinute = changes.requestsPerMinute ?? requestsPerMinute
        requestsPerHour = changes.requestsPerHour ?? requestsPerHour
        checkoutsPerHour = changes.checkoutsPerHour ?? checkoutsPerHour
        codeEvery = changes.codeEvery ?? codeEvery
        codeAttempts = changes.codeAttempts ?? codeAttempts
    }
}

extension Provisioning {
    fileprivate mutating func turn(_ changes: Given.Provisioning) {
        takes = changes.takes ?? takes
        crashesAfter = changes.crashesAfter ?? crashesAfter
        error = changes.error ?? error
        switch changes.end {
        case .running?: then = .running
        case .failed?: then = .failed
        case .crash?: then = .crash
        case .stuck?: then = .stuck
        case nil: break
        }
    }
}

extension InitialState.User {
    fileprivate init(_ given: Given.User) {
        self.init(email: given.email, sid: given.sid, balance: given.balance)
        if let said = given.card {
            var card = InitialState.Card()
            card.brand = said.brand
            card.last4 = said.last4
            card.expMonth = said.expMonth
            card.expYear = said.expYear
            card.declines = said.declines
            self.card = card
        }
        autoTopup = given.autoTopup.map {
            AutoTopup(isEnabled: $0.isEnabled, threshold: $0.threshold, amount: $0.topupAmount)
        }
        keys = given.keys.map { InitialState.Key(name: $0.name, publicKey: $0.publicKey) }
        rentals = given.rentals.map {
            InitialState.Rental($0.family, gpuCount: $0.gpuCount, status: $0.status, age: $0.age, name: $0.name)
        }
        invoices = given.invoices.map {
            InitialState.Invoice($0.reason, $0.amount, status: $0.status, age: $0.age)
        }
    }
}
