import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("Renting a pod")
struct RentalTests {
    private func refusal(_ world: inout ProviderState, _ spec: PodSpec) -> APIError? {
        #expect(throws: APIError.self) { try world.createRental(CreateRental(spec), for: ProviderState.dev) }
    }

    @Test("A pod provisions for 45 seconds, runs, stops for 5 and is gone; each step at its own moment")
    func life() throws {
        var world = ProviderState.make()
        let start = world.now
        let created = try world.createRental(
            CreateRental(PodSpec(familyId: "h100-80gb"), name: "t"), for: ProviderState.dev)
        let id = try #require(created["id"]?.string)
        #expect(
            created == [
                "id": .string(id), "status": "provisioning", "host": nil, "port": nil, "pricePerHourCents": 280,
                "startedAt": "2026-06-07T08:00:00Z",
            ])
        #expect(world.stock[.h100] == 15)
        world.advance(to: start + .seconds(45) - .milliseconds(1))
        #expect(world.status(id) == .provisioning)
        world.advance(to: start + .seconds(45))
        #expect(world.status(id) == .running)
        world.advance(by: .minutes(30))
        let running = try world.getRental(id, for: ProviderState.dev)
        #expect(running["totalChargedCents"] == 140)
        #expect(running["host"]?.string?.hasSuffix(".vast.example") == true)
        #expect(running["provider"] == "vast" && running["region"] == "US-East" && running["error"] == .null)
        #expect(
            try world.stopRental(id, for: ProviderState.dev) == [
                "id": .string(id), "status": "stopping", "finalChargedCents": 140, "refundedCents": 0,
            ])
        world.advance(by: .seconds(5) - .milliseconds(1))
        #expect(world.status(id) == .stopping && world.stock[.h100] == 15)
        world.advance(by: .milliseconds(1))
        #expect(world.status(id) == .stopped && world.stock[.h100] == 16)
        let stopped = try world.getRental(id, for: ProviderState.dev)
        #expect(stopped["stoppedAt"] == "2026-06-07T08:30:45Z")
        #expect(stopped["totalChargedCents"] == 140)
    }

    @Test("What the catalogue does not offer is told apart from what is out of stock, and from what means nothing")
    func refusals() throws {
        var world = ProviderState.make()
        #expect(refusal(&world, PodSpec(familyId: "b200", region: "eu"))?.code == .modelUnavailable)
        let nonsense = refusal(&world, PodSpec(familyId: "h900", templateId: "dos", region: "mars"))
        #expect(nonsense?.code == .validationFailed)
        #expect(nonsense?.details.map(\.field) == ["familyId", "templateId", "region"])
        world.stock[.h100] = 1
        #expect(refusal(&world, PodSpec(familyId: "h100-80gb", gpuCount: 2))?.code == .modelUnavailable)
        world.stock[.h100] = 0
        let empty = refusal(&world, PodSpec(familyId: "h100-80gb"))
        #expect(empty?.code == .providerPoolEmpty && empty?.retryAfterSeconds == 30)
        #expect(world.rentals.count == 0)
    }

    @Test(
        "An hour must be available, before the stock is looked at, and is reserved",
        arguments: [(279, false), (280, true)])
    func reserve(balanceCents: Int, isEnough: Bool) throws {
        var world = ProviderState.make(balanceCents: balanceCents)
        if isEnough {
            _ = try world.launch()
            let balance = world.balance(for: ProviderState.dev)
            #expect(balance["reservedCents"] == 280 && balance["availableCents"] == 0 && balance["totalCents"] == 280)
        } else {
            world.stock[.h100] = 0
            let refusal = refusal(&world, PodSpec(familyId: "h100-80gb"))
            #expect(refusal?.code == .insufficientBalance)
            #expect(
                refusal?.details == [FieldProblem("requiredCents", "280"), FieldProblem("availableCents", "279")])
        }
    }

    @Test("A preview names price, time and listing, and changes nothing; it asks for no money")
    func preview() throws {
        let world = ProviderState.make(balanceCents: 0)
        let answer = try world.previewRental(
            PreviewRental(PodSpec(familyId: "h100-80gb", gpuCount: 2, region: "apac")), for: ProviderState.dev)
        #expect(answer["pricePerHourCents"] == 560 && answer["estimatedProvisionSeconds"] == 45)
        let listing = answer["matchedListing"]
        #expect(listing?["providerCode"] == "runpod" && listing?["region"] == "JP-Tokyo")
        #expect(listing?["model"] == "H100_SXM_80GB")
    }

    @Test("A pod can be stopped while it provisions, which costs nothing, and not twice")
    func stopEarly() throws {
        var world = ProviderState.make()
        let id = try world.launch()
        world.advance(by: .seconds(44))
        let answer = try world.stopRental(id, for: ProviderState.dev)
        #expect(answer["finalChargedCents"] == 0 && answer["refundedCents"] == 0)
        for _ in 1...2 {
            let refusal = #expect(throws: APIError.self) { try world.stopRental(id, for: ProviderState.dev) }
            #expect(refusal?.code == .alreadyStopped)
            world.advance(by: .minutes(1))
        }
        #expect(world.status(id) == .stopped)
        #expect(world.ledgerLines() == ["adjustment 10000"])
    }

    @Test("Rentals come newest first, by status and page; another's rental does not exist")
    func list() throws {
        var world = ProviderState.make { $0.users.append(InitialState.User(email: EmailAddress("eve@example.com")!)) }
        let ids = try (0..<3).map { _ in try world.launch(.rtx3090) }
        _ = try world.stopRental(ids[1], for: ProviderState.dev)
        let all = try world.listRentals(ListRentals([:]), for: ProviderState.dev)
        #expect(all["rentals"]?.array?.map { $0["id"]?.string } == ids.reversed())
        let live = try world.listRentals(
            ListRentals(["status": "provisioning", "pageSize": 1]), for: ProviderState.dev)
        #expect(live["rentals"]?.array?.map { $0["id"]?.string } == [ids[2]])
        let next = try world.listRentals(
            ListRentals(["status": "provisioning", "cursor": live["nextCursor"] ?? nil]), for: ProviderState.dev)
        #expect(next["rentals"]?.array?.map { $0["id"]?.string } == [ids[0]] && next["nextCursor"] == .null)
        let eve = UserID(index: 1)
        #expect(try world.listRentals(ListRentals([:]), for: eve)["rentals"] == [])
        for id in [ids[0], "rent_nobody"] {
            let refusal = #expect(throws: APIError.self) { try world.getRental(id, for: eve) }
            #expect(refusal?.code == .rentalNotFound)
        }
    }

    @Test("A body gives a name, an image and a time limit, and every answer fits its shape")
    func body() throws {
        let body: JSONObject = [
            "familyId": "h100-80gb", "gpuCount": 1, "templateId": "vllm", "region": "US", "name": "trainer",
            "autoStopAfterHours": .decimal("0.5"),
        ]
        var world = ProviderState.make()
        let id = try #require(try world.createRental(CreateRental(body), for: ProviderState.dev)["id"]?.string)
        #expect(world.rentals[id]?.template == .vllm && world.rentals[id]?.name == "trainer")
        #expect(world.rentals[id]?.autoStopAfter == .minutes(30))
        world.advance(by: .seconds(50))
        let answers: [(Operation, JSON)] = [
            (.createRental, try world.createRental(CreateRental(body), for: ProviderState.dev)),
            (.previewRental, try world.previewRental(PreviewRental(body), for: ProviderState.dev)),
            (.listRentals, try world.listRentals(ListRentals([:]), for: ProviderState.dev)),
            (.getRental, try world.getRental(id, for: ProviderState.dev)),
            (.meterRental, try world.meterRental(id, for: ProviderState.dev)),
            (.stopRental, try world.stopRental(id, for: ProviderState.dev)),
            (.balance, world.balance(for: ProviderState.dev)),
            (.me, world.me(try world.admit("dev"))),
        ]
        for (operation, answer) in answers {
            try operation.answerShape?.check(try #require(answer.object))
        }
    }

    @Test("Provisioning can fail, which costs nothing and frees the GPUs, or never end")
    func provisioning() throws {
        var world = ProviderState.make()
        world.settings.provisioning.then = .failed
        world.settings.provisioning.takes = .seconds(10)
        world.settings.provisioning.error = "no capacity"
        let failing = try world.launch()
        world.settings.provisioning.then = .stuck
        let stuck = try world.launch()
        world.advance(by: .days(3))
        #expect(world.status(failing) == .failed && world.status(stuck) == .provisioning)
        #expect(world.rentals[failing]?.error == "no capacity")
        #expect(world.rentals[failing]?.stoppedAt == Limits.virtualStart + .seconds(10))
        #expect(world.stock[.h100] == 15)
        #expect(world[ProviderState.dev].wallet.reserved == Cents(280))
        #expect(world.ledgerLines() == ["adjustment 10000"])
    }

    @Test("A running pod that its provider lets fail gets everything back")
    func failing() throws {
        var world = ProviderState.make()
        let id = try world.launch()
        world.advance(by: .seconds(45) + .minutes(30))
        try world.settleRental(id, .failed, error: "host lost")
        #expect(throws: SettleProblem.alreadyStopped) { try world.settleRental(id, .failed) }
        #expect(world.status(id) == .failed)
        #expect(world[ProviderState.dev].wallet.total == Cents(10_000))
        #expect(world.ledgerLines().last == "refund 140")
        let rental = try world.getRental(id, for: ProviderState.dev)
        #expect(rental["totalChargedCents"] == 0 && rental["error"] == "host lost")
        #expect(rental["stoppedAt"] == "2026-06-07T08:30:45Z")
        world.advance(by: .days(1))
        #expect(world.violations() == [])
    }

    @Test("A provider that ends a pod leaves it stopped at once, settled as after a stop; one that is gone stays so")
    func endedByProvider() throws {
        var world = ProviderState.make()
        let (long, short, stopping) = (try world.launch(), try world.launch(), try world.launch())
        world.settings.provisioning.takes = .minutes(30)
        let waiting = try world.launch()
        world.advance(by: .seconds(45) + .seconds(30))
        try world.settleRental(short, .stopped)
        _ = try world.stopRental(stopping, for: ProviderState.dev)
        #expect(throws: SettleProblem.alreadyStopped) { try world.settleRental(stopping, .failed) }
        try world.settleRental(stopping, .stopped)
        try world.settleRental(waiting, .stopped)
        world.advance(by: .minutes(10))
        try world.settleRental(long, .stopped)
        #expect([long, short, stopping, waiting].map(world.status) == Array(repeating: .stopped, count: 4))
        #expect(world.rentals[long]?.charged == Cents(49) && world.rentals[long]?.refunded == .zero)
        #expect(world.rentals[short]?.totalCharged(at: world.now) == .zero)
        #expect(world.rentals[short]?.stoppedAt == Limits.virtualStart + .seconds(75))
        #expect(world.stock[.h100] == 16)
        #expect(throws: SettleProblem.alreadyStopped) { try world.settleRental(long, .stopped) }
        #expect(throws: SettleProblem.unknown) { try world.settleRental("rent_none", .stopped) }
        world.advance(by: .days(1))
        #expect(world.violations() == [])
    }

    @Test("A pod that is to crash runs, fails at its moment and gets everything back", arguments: [nil, "no power"])
    func crashing(error: String?) throws {
        var world = ProviderState.make()
        world.settings.provisioning.then = .crash
        world.settings.provisioning.error = error
        let id = try world.launch()
        let spared = try world.launch(autoStopAfter: .minutes(5))
        world.advance(by: .seconds(45) + .minutes(10) - .milliseconds(1))
        #expect(world.status(id) == .running && world.rentals[id]?.charged == Cents(42))
        world.advance(by: .milliseconds(1))
        let rental = try world.getRental(id, for: ProviderState.dev)
        #expect(rental["status"] == "failed" && rental["stoppedAt"] == "2026-06-07T08:10:45Z")
        #expect(rental["error"]?.string == error ?? "The pod crashed" && rental["totalChargedCents"] == 0)
        #expect(rental["host"]?.string != nil)
        #expect(world.ledgerLines().last == "refund 47")
        #expect(world.status(spared) == .stopped && world.rentals[spared]?.charged == Cents(23))
        world.advance(by: .days(1))
        #expect(world.violations() == [])
    }

    @Test("Stopping begins at one moment, shown at once, whatever begins it")
    func stoppedAt() throws {
        func stopping(balanceCents: Int, autoStop: Span?, at span: Span, byOwner: Bool) throws -> JSON? {
            var world = ProviderState.make(balanceCents: balanceCents)
            let id = try world.launch(autoStopAfter: autoStop)
            world.advance(by: span)
            if byOwner { _ = try world.stopRental(id, for: ProviderState.dev) }
            #expect(world.status(id) == .stopping)
            let shown = try world.getRental(id, for: ProviderState.dev)["stoppedAt"]
            world.advance(by: .minutes(1))
            #expect(world.status(id) == .stopped)
            #expect(try world.getRental(id, for: ProviderState.dev)["stoppedAt"] == shown)
            return shown
        }
        // The second is the moment itself, which `advance` passes by three.
        let byOwner = try stopping(balanceCents: 10_000, autoStop: nil, at: .minutes(10), byOwner: true)
        #expect(byOwner == "2026-06-07T08:10:00Z")
        let byLimit = try stopping(
            balanceCents: 10_000, autoStop: .minutes(5), at: .minutes(5) + .seconds(48), byOwner: false)
        #expect(byLimit == "2026-06-07T08:05:45Z")
        // 3594 s × 280 ÷ 3600 = 279.53, the first second whose rounded cost is the whole wallet.
        let byWallet = try stopping(balanceCents: 280, autoStop: nil, at: .seconds(45 + 3594 + 3), byOwner: false)
        #expect(byWallet == "2026-06-07T09:00:39Z")
    }
}
