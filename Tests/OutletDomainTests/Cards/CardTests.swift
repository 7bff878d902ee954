import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("The card on file and auto top-up")
struct CardTests {
    private static let noCard: JSON = [
        "brand": .null, "last4": .null, "expMonth": .null, "expYear": .null, "pmId": .null,
    ]

    private func withCard(declines: Bool = false, _ settings: Settings = Settings()) -> ProviderState {
        ProviderState.make { initialState in
            initialState.settings = settings
            initialState.users[0].card = InitialState.Card()
            initialState.users[0].card?.declines = declines
        }
    }

    private func setup(_ world: inout ProviderState) throws -> String {
        let answer = try world.setupIntent(for: ProviderState.dev)
        Operation.setupIntent.expectShape(answer)
        return try #require(answer["clientSecret"]?.string)
    }

    @Test("is put there through a setup intent, by its id or its secret")
    func setUp() throws {
        var world = ProviderState.make()
        #expect(world.getCard(for: ProviderState.dev) == CardTests.noCard)
        let first = try setup(&world)
        let second = try setup(&world)
        #expect(first.hasPrefix("seti_") && first.contains("_secret_"))
        let id = try #require(second.split(separator: "_secret_").first.map(String.init))
        try world.settleSetup(first, .declined)
        try world.settleSetup(first, .cancelled)
        #expect(throws: SettleProblem.alreadySettled) { try world.settleSetup(first, .succeeded) }
        var card = InitialState.Card()
        card.last4 = "0005"
        card.brand = "amex"
        try world.settleSetup(id, .succeeded, card: card)
        let shown = world.getCard(for: ProviderState.dev)
        Operation.getCard.expectShape(shown)
        #expect(shown["last4"] == "0005")
        #expect(shown["brand"] == "amex")
        #expect(throws: SettleProblem.alreadySettled) { try world.settleSetup(second, .succeeded) }
        #expect(throws: SettleProblem.unknown) { try world.settleSetup("seti_none", .succeeded) }
    }

    @Test("has one publishable key in a world")
    func publishableKey() throws {
        var world = ProviderState.make()
        let key = try world.setupIntent(for: ProviderState.dev)["publishableKey"]
        #expect(try world.setupIntent(for: ProviderState.dev)["publishableKey"] == key)
        #expect(key?.string?.hasPrefix("pk_test_") == true)
    }

    @Test("stands in the way of a second, unless the scenario says that a second replaces it")
    func second() throws {
        var world = withCard()
        #expect(#expect(throws: APIError.self) { try setup(&world) }?.code == .cardAlreadyOnFile)
        var settings = Settings()
        settings.secondCard = .replace
        world = withCard(settings)
        let old = world.getCard(for: ProviderState.dev)["pmId"]
        try world.settleSetup(setup(&world), .succeeded)
        #expect(world.getCard(for: ProviderState.dev)["pmId"] != old)
    }

    @Test("cannot come in twice through two setups that were open at once")
    func race() throws {
        var world = ProviderState.make()
        let first = try setup(&world)
        let second = try setup(&world)
        try world.settleSetup(first, .succeeded)
        #expect(throws: SettleProblem.cardAlreadyOnFile) { try world.settleSetup(second, .succeeded) }
    }

    @Test("takes auto top-up with it when it goes")
    func delete() throws {
        var world = withCard()
        _ = try world.setAutoTopup(
            SetAutoTopup(isEnabled: true, threshold: Cents(500), amount: Cents(2000)), for: ProviderState.dev)
        #expect(try world.deleteCard(for: ProviderState.dev) == ["ok": true])
        #expect(world.getCard(for: ProviderState.dev) == CardTests.noCard)
        #expect(
            world.getAutoTopup(for: ProviderState.dev)
                == ["enabled": false, "thresholdCents": 500, "topupAmountCents": 2000])
        #expect(#expect(throws: APIError.self) { try world.deleteCard(for: ProviderState.dev) }?.code == .notFound)
    }

    @Test("is out of reach without billing")
    func disabled() throws {
        var settings = Settings()
        settings.isBillingEnabled = false
        var world = withCard(settings)
        #expect(#expect(throws: APIError.self) { try setup(&world) }?.code == .billingDisabled)
        #expect(
            #expect(throws: APIError.self) { try world.deleteCard(for: ProviderState.dev) }?.code == .billingDisabled)
        let off = SetAutoTopup(isEnabled: false)
        #expect(
            #expect(throws: APIError.self) { try world.setAutoTopup(off, for: ProviderState.dev) }?.code
                == .billingDisabled)
    }

    @Test("auto top-up keeps its last numbers, and has none at first")
    func numbers() throws {
        var world = withCard()
        let none: JSON = ["enabled": false, "thresholdCents": .null, "topupAmountCents": .null]
        #expect(world.getAutoTopup(for: ProviderState.dev) == none)
        #expect(try world.setAutoTopup(SetAutoTopup(["enabled": false]), for: ProviderState.dev) == none)
        let on = try world.setAutoTopup(
            SetAutoTopup(["enabled": true, "thresholdCents": 500, "topupAmountCents": 2000]), for: ProviderState.dev)
        Operation.setAutoTopup.expectShape(on)
        #expect(on == ["enabled": true, "thresholdCents": 500, "topupAmountCents": 2000])
        #expect(
            try world.setAutoTopup(SetAutoTopup(["enabled": false]), for: ProviderState.dev)
                == ["enabled": false, "thresholdCents": 500, "topupAmountCents": 2000])
    }

    @Test("auto top-up needs a card to be enabled")
    func withoutCard() throws {
        var world = ProviderState.make()
        let on = SetAutoTopup(isEnabled: true, threshold: Cents(500), amount: Cents(2000))
        let error = #expect(throws: APIError.self) { try world.setAutoTopup(on, for: ProviderState.dev) }
        #expect(error?.code == .validationFailed)
        #expect(error?.details.map(\.field) == ["card"])
    }

    @Test("auto top-up takes back what it answered, unset numbers among it")
    func putBack() throws {
        var world = withCard()
        func putBack() throws -> JSON {
            let read = world.getAutoTopup(for: ProviderState.dev)
            let body = try #require(read.object)
            try Operation.setAutoTopup.bodyShape?.check(body)
            #expect(try world.setAutoTopup(SetAutoTopup(body), for: ProviderState.dev) == read)
            return read
        }
        #expect(try putBack()["thresholdCents"] == .null)
        let on = SetAutoTopup(isEnabled: true, threshold: Cents(500), amount: Cents(2000))
        _ = try world.setAutoTopup(on, for: ProviderState.dev)
        #expect(try putBack()["enabled"] == true)
        let off: JSONObject = ["enabled": false, "thresholdCents": .null, "topupAmountCents": .null]
        _ = try world.setAutoTopup(SetAutoTopup(off), for: ProviderState.dev)
        #expect(
            world.getAutoTopup(for: ProviderState.dev)
                == ["enabled": false, "thresholdCents": 500, "topupAmountCents": 2000])
    }
}
