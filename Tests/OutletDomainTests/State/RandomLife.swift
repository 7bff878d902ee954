import OutletContract
import OutletWire

@testable import OutletDomain

/// A long random use of a world: the same seed makes the same calls.
struct RandomLife {
    var draw: SeededDraw

    init(seed: Int) {
        draw = SeededDraw(seed: seed, purpose: "random life", ordinal: 0)
    }

    /// Two users, one of them with a card that sometimes declines, and pods from the start.
    static func world(seed: Int) -> ProviderState {
        var world = ProviderState.make(balanceCents: 3000, seed: seed) {
            $0.users[0].rentals = [
                InitialState.Rental(.l40s, age: .minutes(200)), InitialState.Rental(.h100, status: .stopping),
            ]
            var eve = InitialState.User(email: EmailAddress("eve@example.com")!, sid: "eve", balance: Cents(900))
            eve.invoices = [InitialState.Invoice(.manual, Cents(100), age: .days(3))]
            $0.users.append(eve)
        }
        world[ProviderState.dev].card = Card(
            brand: "visa", last4: "4242", expMonth: 12, expYear: 2030, pmId: "pm_1", declines: false)
        return world
    }

    /// How long until the next call: mostly seconds, sometimes hours, now and then a week.
    mutating func nextPause() -> Span {
        switch draw.next(below: 20) {
        case 0: .milliseconds(draw.next(below: 3 * 86_400_000))
        case 1...4: .milliseconds(draw.next(below: 2 * 3_600_000))
        case 5...9: .seconds(15 * draw.next(below: 20))
        case 10: .zero
        default: .milliseconds(draw.next(below: 90_000))
        }
    }

    /// Parts of a pause, in which it can be spent as well.
    mutating func nextParts(of pause: Span) -> [Span] {
        var rest = pause.milliseconds
        var parts: [Span] = []
        while rest > 0 && parts.count < 40 {
            let part = 1 + draw.next(below: max(1, min(rest, 1 + rest / 4)))
            parts.append(.milliseconds(part))
            rest -= part
        }
        return parts + [.milliseconds(rest)]
    }

    /// One call, made on every world alike; refusals are part of life.
    mutating func act(on worlds: inout [ProviderState]) {
        let user = UserID(index: draw.next(below: 2))
        let choice = draw.next(below: 16)
        let number = draw.next(below: 1_000_000)
        for index in worlds.indices { RandomLife.act(on: &worlds[index], user, choice, number) }
    }

    private static func act(on world: inout ProviderState, _ user: UserID, _ choice: Int, _ number: Int) {
        let rentals = world[user].rentals
        let id = rentals.isEmpty ? "rent_none" : world.rentals[rentals[number % rentals.count]].id
        switch choice {
        case 0...4:
            let family = Family.allCases[number % Family.allCases.count]
            let limit: Span? = number % 3 == 0 ? .milliseconds(1 + number * 7) : nil
            _ = try? world.launch(family, gpuCount: Limits.gpuCounts[number % 2], autoStopAfter: limit, for: user)
        case 5...7: _ = try? world.stopRental(id, for: user)
        case 8:
            let outcome = RentalOutcome.allCases[number % RentalOutcome.allCases.count]
            try? world.settleRental(id, outcome, error: "lost")
        case 9, 10: world.post(.stripeTopup, Cents(100 + number % 5000), to: user)
        case 11:
            world[user].autoTopup = AutoTopup(
                isEnabled: true, threshold: Cents(100 + number % 3000), amount: Cents(1000 + number % 1000))
        case 12: world[user].card?.declines = number % 2 == 0
        case 13:
            let outcomes = Provisioning.Outcome.allCases
            world.settings.provisioning.then = outcomes[number % outcomes.count]
            world.settings.provisioning.crashesAfter = .milliseconds(number * 3)
        case 14: world.settings.provisioning.takes = .milliseconds(number % 100_000)
        default: _ = try? world.requestCode(RequestCode(email: world[user].email))
        }
    }
}
